package org.lifeboot.manager.netboot;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lifeboot.manager.server.MacAddress;

/// What a line of dnsmasq's log says (dnsmasq 2.90, `log-dhcp`). Pure.
sealed interface DnsmasqLine {

  /// A server has its address.
  record AddressGiven(MacAddress mac, String address) implements DnsmasqLine {}

  /// It has not answered a machine that wanted to boot from the network, because nobody has
  /// registered it.
  record Ignored(String transaction, MacAddress mac) implements DnsmasqLine {}

  /// What the machine calls itself whose question is told next: `PXEClient:Arch:00007:…`; by DHCPv6
  /// it is only the number of its maker.
  record VendorClass(String transaction, String name) implements DnsmasqLine {}

  /// The card that a question by DHCPv6 came from; what follows names the transaction alone.
  record Card(String transaction, MacAddress mac) implements DnsmasqLine {}

  /// As [AddressGiven], by DHCPv6.
  record AddressGiven6(String transaction, String address) implements DnsmasqLine {}

  /// As [Ignored], by DHCPv6.
  record Ignored6(String transaction) implements DnsmasqLine {}

  /// It has read its configuration and answers from now on.
  record Serving() implements DnsmasqLine {}

  /// It cannot work at all.
  ///
  /// @param reason for the operator, with what to do
  record Fatal(String reason) implements DnsmasqLine {}

  /// All else.
  record Other() implements DnsmasqLine {}

  Pattern ACK =
      Pattern.compile(
          "DHCPACK\\([^)]*\\) ([0-9.]{7,15}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?: .*)?$");

  /// In proxy mode it says `PXE(eth0) 52:54:… proxy-ignored`, and that of network boots alone.
  Pattern IGNORED =
      Pattern.compile(
          "([0-9]+) (?:DHCPDISCOVER|PXE)\\([^)]*\\) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2}) "
              + "(?:proxy-)?ignored$");

  Pattern VENDOR_CLASS = Pattern.compile("([0-9]+) vendor class: (.*)$");

  Pattern CARD = Pattern.compile("([0-9]+) client MAC address: ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})$");

  /// The address, then the client's DUID, which may hold no hardware address at all.
  Pattern REPLY =
      Pattern.compile(
          "([0-9]+) DHCPREPLY\\([^)]*\\) ([0-9a-f]{1,4}:[0-9a-f:]+) (?:[0-9a-f]{2}:){2,}[0-9a-f]{2}(?: .*)?$");

  Pattern IGNORED6 = Pattern.compile("([0-9]+) DHCPSOLICIT\\([^)]*\\) [0-9a-f:]+ ignored$");

  /// In the foreground it names its process id, in debugging mode it does not.
  Pattern STARTED = Pattern.compile("^dnsmasq(?:\\[[0-9]+])?: started, version ");

  static DnsmasqLine of(String line) {
    var ack = ACK.matcher(line);
    if (ack.find()) {
      return new AddressGiven(new MacAddress(ack.group(2)), ack.group(1));
    }
    var ignored = IGNORED.matcher(line);
    if (ignored.find()) {
      return real(ignored.group(2))
          .<DnsmasqLine>map(mac -> new Ignored(ignored.group(1), mac))
          .orElseGet(Other::new);
    }
    var vendor = VENDOR_CLASS.matcher(line);
    if (vendor.find()) {
      return new VendorClass(vendor.group(1), vendor.group(2));
    }
    var sixth = sixth(line);
    if (sixth.isPresent()) {
      return sixth.get();
    }
    if (STARTED.matcher(line).find()) {
      return new Serving();
    }
    return advice(line).<DnsmasqLine>map(Fatal::new).orElseGet(Other::new);
  }

  private static Optional<DnsmasqLine> sixth(String line) {
    var card = CARD.matcher(line);
    if (card.find()) {
      return real(card.group(2)).map(mac -> new Card(card.group(1), mac));
    }
    var reply = REPLY.matcher(line);
    if (reply.find()) {
      return Optional.of(new AddressGiven6(reply.group(1), reply.group(2)));
    }
    var ignored = IGNORED6.matcher(line);
    return ignored.find() ? Optional.of(new Ignored6(ignored.group(1))) : Optional.empty();
  }

  /// Anybody can send an address that is nobody's.
  private static Optional<MacAddress> real(String mac) {
    try {
      return Optional.of(new MacAddress(mac));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> advice(String line) {
    var text = line.strip();
    if (text.contains("unknown interface")) {
      return Optional.of(text + ": set dhcp.interface to one that `ip link` shows");
    }
    if (text.contains("Address already in use")) {
      return Optional.of(
          text
              + ": another DHCP server runs on this machine; stop it, or leave dhcp.interface empty");
    }
    if (text.contains("Permission denied") || text.contains("Operation not permitted")) {
      return Optional.of(
          text
              + ": the Manager must run as root, or dnsmasq have the capabilities net_admin,"
              + " net_raw and net_bind_service");
    }
    if (text.contains("bad option")
        || text.contains("bad dhcp-range")
        || text.contains("FAILED to start up")) {
      return Optional.of(text);
    }
    return Optional.empty();
  }
}
