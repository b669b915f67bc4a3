package org.lifeboot.lab.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a virtual server starts with: SeaBIOS of QEMU's own, or OVMF of Debian's package ovmf.
public enum Firmware {
  /// The iPXE in the network card's own ROM boots from the network.
  BIOS,
  /// The iPXE in the network card's own ROM boots from the network, as an EFI program.
  UEFI_IPXE,
  /// The firmware's own network stack: DHCP, TFTP.
  UEFI,
  /// The same with Microsoft's keys enrolled: what is not signed does not run.
  UEFI_SECURE_BOOT,
  /// The firmware's HTTP Boot, without TFTP; with Secure Boot.
  UEFI_HTTP_SECURE_BOOT;

  private static final Path OVMF = Path.of("/usr/share/OVMF");
  private static final String VARIABLES = "firmware-variables.fd";

  /// As people name it.
  public String words() {
    if (!uefi()) {
      return "SeaBIOS";
    }
    return secureBoot() ? "OVMF, Secure Boot" : "OVMF";
  }

  public boolean uefi() {
    return this != BIOS;
  }

  public boolean secureBoot() {
    return this == UEFI_SECURE_BOOT || this == UEFI_HTTP_SECURE_BOOT;
  }

  /// This machine has its files.
  public boolean isHere() {
    return !uefi() || Files.isReadable(code());
  }

  private Path code() {
    return OVMF.resolve(secureBoot() ? "OVMF_CODE_4M.secboot.fd" : "OVMF_CODE_4M.fd");
  }

  /// What it remembers as it comes from the factory, to be copied to [#variables].
  Path factoryVariables() {
    return OVMF.resolve(secureBoot() ? "OVMF_VARS_4M.ms.fd" : "OVMF_VARS_4M.fd");
  }

  static Path variables(Path folder) {
    return folder.resolve(VARIABLES);
  }

  /// The card's own ROM boots, not what the firmware has for it.
  public boolean ipxe() {
    return this == BIOS || this == UEFI_IPXE;
  }

  /// Options of QEMU's network card: without its ROM the firmware drives the card by itself.
  String card() {
    return ipxe() ? "" : ",romfile=";
  }

  /// SeaBIOS and iPXE speak on the serial port without graphics; OVMF does always. Secure Boot is
  /// kept by system management mode.
  String machine() {
    return switch (this) {
      case BIOS -> "q35,graphics=off";
      case UEFI, UEFI_IPXE -> "q35";
      case UEFI_SECURE_BOOT, UEFI_HTTP_SECURE_BOOT -> "q35,smm=on";
    };
  }

  /// QEMU's further arguments (OVMF's README, "Network support" for the fw_cfg names).
  ///
  /// @param sixth its network is one of IPv6
  List<String> arguments(Path folder, boolean sixth) {
    if (!uefi()) {
      return List.of();
    }
    var arguments =
        new ArrayList<>(
            List.of(
                "-drive",
                "if=pflash,format=raw,unit=0,readonly=on,file=" + code(),
                "-drive",
                "if=pflash,format=raw,unit=1,file=" + variables(folder),
                "-device",
                "virtio-rng-pci"));
    boolean pxe = this == UEFI || this == UEFI_SECURE_BOOT;
    arguments.addAll(pxe("IPv4", pxe && !sixth));
    arguments.addAll(pxe("IPv6", pxe && sixth));
    if (secureBoot()) {
      arguments.addAll(List.of("-global", "driver=cfi.pflash01,property=secure,value=on"));
    }
    return arguments;
  }

  private static List<String> pxe(String kind, boolean on) {
    return List.of(
        "-fw_cfg",
        "name=opt/org.tianocore/%sPXESupport,string=%s".formatted(kind, on ? "yes" : "no"));
  }
}
