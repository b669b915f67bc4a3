package org.lifeboot.manager.netboot;

import java.nio.file.Path;

/// How dnsmasq is to serve the boot network: `dhcp.…` of the configuration.
///
/// @param networkInterface the one it listens on, and no other
/// @param range first and last address to give out, or for proxy-DHCP the network's address; of
///   IPv6 addresses: the network is served by DHCPv6; as `fd00:77::/64`: servers make their own
///   addresses (RFC 4862), and DHCPv6 says only what to boot
/// @param proxy true: another DHCP server gives the addresses, dnsmasq only says what to boot
/// @param announces true: there is no router, so dnsmasq tells what network it is (IPv6)
/// @param bootUrl `boot.url`
/// @param leaseFile where it remembers who has which address
public record DhcpSettings(
    String networkInterface,
    String range,
    boolean proxy,
    boolean announces,
    String bootUrl,
    Path leaseFile) {

  private static final String FOURTH = "[0-9.]{7,15}";
  private static final String SIXTH = "[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:]{1,34}";
  private static final String BITS = "/64";

  public DhcpSettings {
    if (!networkInterface.matches("[A-Za-z0-9][A-Za-z0-9_.:-]{0,14}")) {
      throw new IllegalArgumentException(
          "dhcp.interface is not the name of a network interface: '" + networkInterface + "'");
    }
    if (!bootUrl.matches("https?://[!-~&&[^,\"]]+")) {
      throw new IllegalArgumentException(
          "boot.url is not an address for servers: '" + bootUrl + "'");
    }
    if (sixth(range)) {
      checkSixth(range, proxy, bootUrl);
    } else {
      checkFourth(range, proxy);
    }
    if (announces && !sixth(range)) {
      throw new IllegalArgumentException(
          "dhcp.announce is for a dhcp.range of IPv6 addresses, as fd00:77::50,fd00:77::99");
    }
  }

  /// The network is one of IPv6.
  boolean sixth() {
    return sixth(range);
  }

  /// Servers make their own addresses of the network's prefix, and are given none.
  boolean stateless() {
    return sixth() && range.endsWith(BITS);
  }

  /// The network's address, for [#stateless].
  String prefix() {
    return range.substring(0, range.length() - BITS.length());
  }

  private static boolean sixth(String range) {
    return range.contains(":");
  }

  private static void checkFourth(String range, boolean proxy) {
    var expected = proxy ? FOURTH : FOURTH + "," + FOURTH + "(," + FOURTH + ")?";
    if (!range.matches(expected)) {
      throw new IllegalArgumentException(
          proxy
              ? "dhcp.range must be the network's address for dhcp.proxy, as 10.77.0.0, not '"
                  + range
                  + "'"
              : "dhcp.range must be two addresses, as 10.77.0.50,10.77.0.99 or"
                  + " fd00:77::50,fd00:77::99, not '"
                  + range
                  + "'");
    }
  }

  private static void checkSixth(String range, boolean proxy, String bootUrl) {
    if (!range.matches(SIXTH + "," + SIXTH + "|" + SIXTH + "::" + BITS)) {
      throw new IllegalArgumentException(
          "dhcp.range must be two addresses of one network, as fd00:77::50,fd00:77::99, or a"
              + " network whose servers make their own, as fd00:77::/64, not '"
              + range
              + "'");
    }
    if (proxy) {
      throw new IllegalArgumentException(
          "dhcp.proxy is not for IPv6, where no answer can come beside another server's");
    }
    if (!bootUrl.matches("https?://\\[[0-9A-Fa-f:.]+].*")) {
      throw new IllegalArgumentException(
          "boot.url must have an IPv6 address in brackets for this dhcp.range, as"
              + " http://[fd00:77::1]:8081, not '"
              + bootUrl
              + "'");
    }
  }
}
