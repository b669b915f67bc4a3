package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.net.URI;
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
/// serves by TFTP, with the programs that network cards load in it and nothing else. For one
/// thread.
final class DnsmasqFiles implements AutoCloseable {

  /// Debian's package `ipxe` puts them there.
  static final Path IPXE = Path.of("/usr/lib/ipxe");

  static final String BIOS_PROGRAM = "undionly.kpxe";
  static final String UEFI_PROGRAM = "snponly.efi";

  private static final String MATCHES =
      """
      dhcp-match=set:ipxe,175
      dhcp-match=set:uefi,option:client-arch,7
      dhcp-match=set:uefi,option:client-arch,9
      dhcp-match=set:httpboot,option:client-arch,16
      """;

  private final Path folder;
  private final String uefiProgram;

  private DnsmasqFiles(Path folder, String uefiProgram) {
    this.folder = folder;
    this.uefiProgram = uefiProgram;
  }

  /// Writes all of them. Servers with UEFI get the image's signed programs, so that Secure Boot
  /// lets them pass; iPXE, which it refuses, only where the image has none.
  ///
  /// @throws IOException also when the iPXE programs are not installed
  static DnsmasqFiles write(DhcpSettings settings, ImageCatalog images) throws IOException {
    var signed = images.uefi();
    var files =
        new DnsmasqFiles(
            Files.createTempDirectory("lifeboot-dnsmasq"),
            signed instanceof ImageCatalog.Answer.Ready ? ImageCatalog.SHIM : UEFI_PROGRAM);
    try {
      // dnsmasq reads them as another user, and nothing in them is secret.
      Files.setPosixFilePermissions(files.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.createDirectory(files.tftpFolder());
      for (var program : List.of(BIOS_PROGRAM, UEFI_PROGRAM)) {
        Files.copy(IPXE.resolve(program), files.tftpFolder().resolve(program));
      }
      if (signed instanceof ImageCatalog.Answer.Ready image) {
        files.serve(image, URI.create(settings.bootUrl()));
      }
      files.know(List.of());
      Files.writeString(files.configuration(), text(settings, files));
      return files;
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  /// shim, GRUB beside it, and where that looks for its script.
  private void serve(ImageCatalog.Answer.Ready image, URI manager) throws IOException {
    for (var program : List.of(ImageCatalog.SHIM, ImageCatalog.GRUB)) {
      Files.copy(image.file(program), tftpFolder().resolve(program));
    }
    Path grub = Files.createDirectory(tftpFolder().resolve("grub"));
    Files.writeString(grub.resolve("grub.cfg"), GrubScript.start(manager));
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
    return configuration(settings, files.servers(), files.tftpFolder(), files.uefiProgram);
  }

  /// The configuration. Whoever is not in the list of servers gets no answer at all.
  ///
  /// @param uefiProgram what UEFI network cards load by TFTP
  static String configuration(
      DhcpSettings settings, Path servers, Path tftpFolder, String uefiProgram) {
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

    # The card's own PXE loads iPXE (BIOS) or the signed shim and GRUB (UEFI); they ask the Manager.
    # iPXE says option 175, or its user class; 7 and 9 are UEFI on x86-64, 16 is its HTTP Boot
    # (RFC 4578, RFC 5970, IANA).
    %s"""
        .formatted(
            settings.networkInterface(),
            settings.leaseFile(),
            servers,
            tftpFolder,
            addresses(settings, uefiProgram));
  }

  private static String addresses(DhcpSettings settings, String uefiProgram) {
    if (settings.sixth()) {
      return sixth(settings, uefiProgram);
    }
    return settings.proxy() ? proxy(settings, uefiProgram) : full(settings, uefiProgram);
  }

  /// A firmware's HTTP Boot takes the answer only with the vendor class `HTTPClient` in it (UEFI
  /// specification, "HTTP Boot").
  private static String full(DhcpSettings settings, String uefiProgram) {
    return MATCHES
        + """
    dhcp-range=%s,1h
    dhcp-boot=tag:ipxe,%s
    dhcp-boot=tag:!ipxe,tag:!uefi,tag:!httpboot,%s
    dhcp-boot=tag:!ipxe,tag:uefi,%s
    dhcp-boot=tag:!ipxe,tag:httpboot,%s/boot/efi/%s
    dhcp-option-force=tag:!ipxe,tag:httpboot,60,HTTPClient
    """
            .formatted(
                settings.range(),
                startScript(settings),
                BIOS_PROGRAM,
                uefiProgram,
                root(settings),
                ImageCatalog.SHIM);
  }

  /// Whole file names: dnsmasq adds `.0` to a name without a dot. Its names of the two numbers of
  /// UEFI on x86-64 are x86-64_EFI (7) and BC_EFI (9).
  private static String proxy(DhcpSettings settings, String uefiProgram) {
    return MATCHES
        + """
    dhcp-range=%1$s,proxy
    pxe-service=tag:ipxe,x86PC,"Lifeboot",%2$s
    pxe-service=tag:ipxe,X86-64_EFI,"Lifeboot",%2$s
    pxe-service=tag:ipxe,BC_EFI,"Lifeboot",%2$s
    pxe-service=tag:!ipxe,x86PC,"Lifeboot",%3$s
    pxe-service=tag:!ipxe,X86-64_EFI,"Lifeboot",%4$s
    pxe-service=tag:!ipxe,BC_EFI,"Lifeboot",%4$s
    """
            .formatted(settings.range(), startScript(settings), BIOS_PROGRAM, uefiProgram);
  }

  /// DHCPv6 has no boot server and no file but one URL. A firmware's HTTP Boot takes the answer
  /// only with a vendor class in it: an enterprise's number of four bytes, then a length and
  /// `HTTPClient` (RFC 8415, 21.16). dnsmasq writes each string with its length of two bytes before
  /// it, so the length of `LB` and its letters are the number; it is nobody's. By what is announced
  /// nobody becomes a router.
  private static String sixth(DhcpSettings settings, String uefiProgram) {
    var host = URI.create(root(settings)).getHost();
    return """
    dhcp-userclass=set:ipxe,iPXE
    dhcp-match=set:uefi,option6:61,00:07
    dhcp-match=set:uefi,option6:61,00:09
    dhcp-match=set:httpboot,option6:61,00:10
    dhcp-range=%s,64,1h
    dhcp-option=tag:ipxe,option6:bootfile-url,%s
    dhcp-option=tag:!ipxe,tag:uefi,option6:bootfile-url,tftp://%s/%s
    dhcp-option=tag:!ipxe,tag:httpboot,option6:bootfile-url,%s/boot/efi/%s
    dhcp-option-force=tag:!ipxe,tag:httpboot,option6:16,LB,HTTPClient
    %s"""
        .formatted(
            sixthRange(settings),
            startScript(settings),
            host,
            uefiProgram,
            root(settings),
            ImageCatalog.SHIM,
            settings.announces() ? announcement(settings) : "");
  }

  /// `ra-stateless` announces a network whose addresses are made by its servers; beside a router
  /// that does it, nothing but options is given (dnsmasq(8), "dhcp-range").
  private static String sixthRange(DhcpSettings settings) {
    if (!settings.stateless()) {
      return settings.range();
    }
    return settings.prefix() + (settings.announces() ? ",ra-stateless" : ",static");
  }

  private static String announcement(DhcpSettings settings) {
    return "enable-ra\nra-param=%s,30,0\n".formatted(settings.networkInterface());
  }

  private static String root(DhcpSettings settings) {
    return settings.bootUrl().replaceAll("/+$", "");
  }

  private static String startScript(DhcpSettings settings) {
    return root(settings) + "/boot/start.ipxe";
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
