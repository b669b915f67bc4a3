package org.lifeboot.manager.netboot;

import java.util.Optional;
import java.util.regex.Pattern;

/// What iPXE, GRUB or a running Linux says about the machine it runs on. All text comes from the
/// network and is hostile; empty where unknown.
///
/// @param ipAddress the address its DHCP server gave it
/// @param dhcpServer the DHCP server that gave it
/// @param product SMBIOS product name
/// @param serial SMBIOS serial number
/// @param platform `pcbios`, `efi` or `kexec`
public record BootClient(
    String ipAddress, String dhcpServer, String product, String serial, String platform) {
  public BootClient {
    ipAddress = shortened(ipAddress);
    dhcpServer = shortened(dhcpServer);
    product = shortened(product);
    serial = shortened(serial);
    platform = shortened(platform);
  }

  /// What a question to DHCP says about the machine, when it wants to boot from the network:
  /// `PXEClient:Arch:00007:UNDI:003016`, `HTTPClient:Arch:00016:…` (PXE 2.1; UEFI, "HTTP Boot"); by
  /// DHCPv6 the number that UEFI firmware has there.
  static Optional<BootClient> ofVendorClass(String name) {
    if (name.equals(UEFI_NUMBER)) {
      return Optional.of(new BootClient("", "", "", "", "efi"));
    }
    var match = VENDOR_CLASS.matcher(name);
    if (!match.lookingAt()) {
      return Optional.empty();
    }
    var platform = match.group(1).equals("00000") ? "pcbios" : "efi";
    return Optional.of(new BootClient("", "", "", "", platform));
  }

  private static final Pattern VENDOR_CLASS =
      Pattern.compile("(?:PXE|HTTP)Client:Arch:([0-9]{5})(?::|$)");

  /// UEFI specification, "DHCP6 options for PXE": 343, the PXE specification's maker.
  private static final String UEFI_NUMBER = "343";

  private static String shortened(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= 128 ? printable : printable.substring(0, 128);
  }
}
