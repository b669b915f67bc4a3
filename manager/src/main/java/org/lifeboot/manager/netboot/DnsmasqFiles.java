package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.server.MacAddress;

/// What dnsmasq reads: its configuration (dnsmasq(8)), the list of known servers, and the folder it
/// serves by TFTP, with the two iPXE programs in it and nothing else. For one thread.
final class DnsmasqFiles implements AutoCloseable {

  /// Debian's package `ipxe` puts them there.
  static final Path IPXE = Path.of("/usr/lib/ipxe");

  static final String BIOS_PROGRAM = "undionly.kpxe";
  static final String UEFI_PROGRAM = "snponly.efi";

  private final Path folder;

  private DnsmasqFiles(Path folder) {
    this.folder = folder;
  }

  /// Writes all of them.
  ///
  /// @throws IOException also when the iPXE programs are not installed
  static DnsmasqFiles write(DhcpSettings settings) throws IOException {
    var files = new DnsmasqFiles(Files.createTempDirectory("lifeboot-dnsmasq"));
    try {
      // dnsmasq reads them as another user, and nothing in them is secret.
      Files.setPosixFilePermissions(files.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.createDirectory(files.tftpFolder());
      for (var program : List.of(BIOS_PROGRAM, UEFI_PROGRAM)) {
        Files.copy(IPXE.resolve(program), files.tftpFolder().resolve(program));
      }
      files.know(List.of());
      Files.writeString(files.configuration(), text(settings, files));
      return files;
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  /// Replaces the list of servers that are answered. dnsmasq reads it when it is told to.
  void know(Collection<MacAddress> servers) throws IOException {
    var lines = servers.stream().map(mac -> mac.text() + ",set:lifeboot").sorted().toList();
    var fresh = folder.resolve("servers.new");
    Files.write(fresh, lines);
    Files.move(
        fresh, servers(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path configuration() {
    return folder.resolve("dnsmasq.conf");
  }

  Path servers() {
    return folder.resolve("servers");
  }

  Path tftpFolder() {
    return folder.resolve("tftp");
  }

  private static String text(DhcpSettings settings, DnsmasqFiles files) {
    return configuration(settings, files.servers(), files.tftpFolder());
  }

  /// The configuration. Whoever is not in the list of servers gets no answer at all.
  static String configuration(DhcpSettings settings, Path servers, Path tftpFolder) {
    return """
    # DHCP and TFTP only.
    port=0
    interface=%s
    except-interface=lo
    bind-interfaces
    dhcp-leasefile=%s
    log-dhcp
    log-facility=-

    # Known servers only.
    dhcp-hostsfile=%s
    dhcp-ignore=tag:!known

    enable-tftp
    tftp-root=%s

    # The card's own PXE loads iPXE; iPXE (option 175) asks the Manager.
    dhcp-match=set:ipxe,175
    dhcp-match=set:uefi,option:client-arch,7
    dhcp-match=set:uefi,option:client-arch,9
    %s"""
        .formatted(
            settings.networkInterface(),
            settings.leaseFile(),
            servers,
            tftpFolder,
            settings.proxy() ? proxy(settings) : full(settings));
  }

  private static String full(DhcpSettings settings) {
    return """
    dhcp-range=%s,1h
    dhcp-boot=tag:ipxe,%s
    dhcp-boot=tag:!ipxe,tag:!uefi,%s
    dhcp-boot=tag:!ipxe,tag:uefi,%s
    """
        .formatted(settings.range(), startScript(settings), BIOS_PROGRAM, UEFI_PROGRAM);
  }

  /// Whole file names: dnsmasq adds `.0` to a name without a dot.
  private static String proxy(DhcpSettings settings) {
    return """
    dhcp-range=%s,proxy
    pxe-service=tag:ipxe,x86PC,"Lifeboot",%s
    pxe-service=tag:ipxe,X86-64_EFI,"Lifeboot",%s
    pxe-service=tag:!ipxe,x86PC,"Lifeboot",%s
    pxe-service=tag:!ipxe,X86-64_EFI,"Lifeboot",%s
    """
        .formatted(
            settings.range(),
            startScript(settings),
            startScript(settings),
            BIOS_PROGRAM,
            UEFI_PROGRAM);
  }

  private static String startScript(DhcpSettings settings) {
    return settings.bootUrl().replaceAll("/+$", "") + "/boot/start.ipxe";
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (var path : all.collect(Collectors.toList()).reversed()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
