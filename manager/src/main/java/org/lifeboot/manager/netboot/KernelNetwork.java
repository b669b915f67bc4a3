package org.lifeboot.manager.netboot;

import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerNetwork;

/// What the kernel's command line says of a server's network, for the boot script in the initramfs
/// (`ip=` of the kernel's Documentation/admin-guide/nfs/nfsroot.rst; `vlan=`, IPv6 in brackets and
/// a number of bits for the mask as in dracut.cmdline(7)). Pure. The card is named by BOOTIF.
final class KernelNetwork {

  private KernelNetwork() {}

  /// The words, with a blank before them; empty for DHCP.
  static String words(ServerNetwork network) {
    var words = new ArrayList<String>();
    network.host().ifPresent(host -> words.add("ip=" + fixed(network, host)));
    network.vlan().ifPresent(id -> words.add("vlan=vlan" + id));
    return words.stream().map(word -> " " + word).collect(Collectors.joining());
  }

  /// The words for a server that no network card has booted: the card is the first one that the
  /// Manager knows. Empty: the medium asks DHCP by all of its cards.
  static String ofMedium(MacAddress card, ServerNetwork network) {
    return network.equals(ServerNetwork.DHCP)
        ? ""
        : "BOOTIF=01-" + card.text().replace(':', '-') + words(network);
  }

  private static String fixed(ServerNetwork network, String host) {
    var fields =
        Stream.of(
            bracketed(host),
            "",
            network.gateway().map(KernelNetwork::bracketed).orElse(""),
            network.prefix().orElse(""),
            "",
            "",
            "none");
    return Stream.concat(fields, network.dns().stream().map(KernelNetwork::bracketed))
        .collect(Collectors.joining(":"));
  }

  private static String bracketed(String address) {
    return ServerNetwork.sixth(address) ? "[" + address + "]" : address;
  }
}
