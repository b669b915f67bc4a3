package org.lifeboot.manager.netboot;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scripts that iPXE runs, as text (ipxe.org/scripting, ipxe.org/cmd). Pure.
///
/// Time limits are in milliseconds and begin again with each byte that comes: without them iPXE
/// waits for ever on a connection that has gone silent. A file that broke off is fetched once more;
/// a session file, which is handed out once, by asking the Manager anew, once. Whatever fails then,
/// a server ends at `exit`: iPXE gives the machine back to its firmware, which goes on with the
/// next boot device, its disk. Scripts are seen by anybody on the boot network: the boot id, good
/// for one boot, is all the secret that is in them.
record IpxeScript() implements BootScript {

  private static final String ASK =
      "chain --timeout 30000 --replace ipxe?mac=${netX/mac:hexhyp}&mac=${net0/mac:hexhyp}"
          + "&mac=${net1/mac:hexhyp}&mac=${net2/mac:hexhyp}&mac=${net3/mac:hexhyp}&ip=${netX/ip}"
          + "&dhcp=${netX/dhcp-server}&platform=${platform}&product=${product:uristring}"
          + "&serial=${serial:uristring}";

  /// The first script, the same for every server: it asks for the server's own, twice at most. The
  /// address is relative to this script's, so it works behind any name the server reached the
  /// Manager by.
  ///
  /// `netX` is the card that iPXE booted from. A server may be registered by the address of any of
  /// its cards, so all are sent; a card that is not there is sent as nothing.
  static String start() {
    return """
    #!ipxe
    echo Lifeboot: asking the Manager what this server boots
    %1$s ||
    echo Lifeboot: no answer, asking once more
    sleep 2
    %1$s ||
    echo Lifeboot: nothing for this server, booting from disk
    exit
    """
        .formatted(ASK);
  }

  @Override
  public String fromDisk(String serverName) {
    return """
    #!ipxe
    echo Lifeboot: %s boots from its disk
    exit
    """
        .formatted(BootScript.shown(serverName));
  }

  @Override
  public String notPossible(String what, String serverName) {
    return """
    #!ipxe
    echo Lifeboot: %s for %s is not available, see the Manager
    echo Lifeboot: booting from disk
    exit
    """
        .formatted(what, BootScript.shown(serverName));
  }

  /// Memtest86+, which boots as a Linux kernel does, or as an EFI program. The serial console is
  /// for serial-over-LAN (memtest86+ README, "Boot Options").
  @Override
  public String memtest(String serverName, URI memtest) {
    return """
    #!ipxe
    echo Lifeboot: starting Memtest86+ for %s
    kernel --timeout 30000 %s console=ttyS0,115200 || goto failed
    boot || goto failed
    :failed
    echo Lifeboot: Memtest86+ could not be loaded, booting from disk
    imgfree
    exit
    """
        .formatted(BootScript.shown(serverName), memtest);
  }

  @Override
  public String rescue(String serverName, BootAddresses boot, String kernelArguments) {
    var commandLine =
        BootScript.whole(
            "%s fetch=%s BOOTIF=01-${netX/mac:hexhyp} %s"
                .formatted(kernelArguments, boot.squashfs(), initrds(boot)));
    return """
    #!ipxe
    echo Lifeboot: starting the rescue system for %1$s
    kernel --timeout 30000 %2$s %3$s || kernel --timeout 30000 %2$s %3$s || goto failed
    initrd --timeout 30000 %4$s || initrd --timeout 30000 %4$s || goto failed
    initrd --timeout 30000 %5$s || initrd --timeout 30000 %5$s || goto failed
    initrd --timeout 30000 %6$s || goto again
    echo Lifeboot: all boot files are here, starting the kernel
    boot || goto failed
    :again
    isset ${again} && goto failed ||
    set again once
    echo Lifeboot: the session file did not come, asking the Manager anew
    imgfree
    chain --timeout 30000 --replace start.ipxe || goto failed
    :failed
    echo Lifeboot: the rescue system could not be loaded, booting from disk
    imgfree
    exit
    """
        .formatted(
            BootScript.shown(serverName),
            boot.kernel(),
            commandLine,
            boot.initrd(),
            boot.agent(),
            boot.session());
  }

  /// Under UEFI an iPXE of before 2021 gives the kernel only those initrds that its command line
  /// names, by the last part of their addresses (ipxe.org/appnote/initrd; Linux'
  /// admin-guide/efi-stub). Under BIOS the kernel takes no notice of it.
  private static String initrds(BootAddresses boot) {
    return Stream.of(boot.initrd(), boot.agent(), boot.session())
        .map(URI::getPath)
        .map(path -> "initrd=" + path.substring(path.lastIndexOf('/') + 1))
        .collect(Collectors.joining(" "));
  }
}
