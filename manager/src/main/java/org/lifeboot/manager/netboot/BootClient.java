package org.lifeboot.manager.netboot;

/// What iPXE says about the machine it runs on. All text comes from the network and is hostile;
/// empty where unknown.
///
/// @param ipAddress the address its DHCP server gave it
/// @param dhcpServer the DHCP server that gave it
/// @param product SMBIOS product name
/// @param serial SMBIOS serial number
/// @param platform `pcbios` or `efi`
public record BootClient(
    String ipAddress, String dhcpServer, String product, String serial, String platform) {
  public BootClient {
    ipAddress = shortened(ipAddress);
    dhcpServer = shortened(dhcpServer);
    product = shortened(product);
    serial = shortened(serial);
    platform = shortened(platform);
  }

  private static String shortened(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= 128 ? printable : printable.substring(0, 128);
  }
}
