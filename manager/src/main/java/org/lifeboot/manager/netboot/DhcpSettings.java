package org.lifeboot.manager.netboot;

import java.nio.file.Path;

/// How dnsmasq is to serve the boot network: `dhcp.…` of the configuration.
///
/// @param networkInterface the one it listens on, and no other
/// @param range first and last address to give out, or for proxy-DHCP the network's address
/// @param proxy true: another DHCP server gives the addresses, dnsmasq only says what to boot
/// @param bootUrl `boot.url`
/// @param leaseFile where it remembers who has which address
public record DhcpSettings(
    String networkInterface, String range, boolean proxy, String bootUrl, Path leaseFile) {
  public DhcpSettings {
    if (!networkInterface.matches("[A-Za-z0-9][A-Za-z0-9_.:-]{0,14}")) {
      throw new IllegalArgumentException(
          "dhcp.interface is not the name of a network interface: '" + networkInterface + "'");
    }
    var expected = proxy ? "[0-9.]{7,15}" : "[0-9.]{7,15},[0-9.]{7,15}(,[0-9.]{7,15})?";
    if (!range.matches(expected)) {
      throw new IllegalArgumentException(
          proxy
              ? "dhcp.range must be the network's address for dhcp.proxy, as 10.77.0.0, not '"
                  + range
                  + "'"
              : "dhcp.range must be two addresses, as 10.77.0.50,10.77.0.99, not '" + range + "'");
    }
    if (!bootUrl.matches("https?://[!-~&&[^,\"]]+")) {
      throw new IllegalArgumentException(
          "boot.url is not an address for servers: '" + bootUrl + "'");
    }
  }
}
