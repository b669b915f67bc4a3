package org.lifeboot.manager.netboot;

import java.net.URI;

/// The scripts that iPXE runs, as text (ipxe.org/scripting, ipxe.org/cmd). Pure.
///
/// Time limits are in milliseconds and begin again with each byte that comes: without them iPXE
/// waits for ever on a connection that has gone silent. Whatever fails, a server ends at `exit`:
/// iPXE gives the machine back to its firmware, which goes on with the next boot device, its disk.
/// Scripts are seen by anybody on the boot network: the boot id, good for one boot, is all the
/// secret that is in them.
final class IpxeScript {

  /// COMMAND_LINE_SIZE of x86, with its terminating zero.
  private static final int LONGEST_COMMAND_LINE = 2047;

  private IpxeScript() {}

  /// The first script, the same for every server: it asks for the server's own. The address is
  /// relative to this script's, so it works behind any name the server reached the Manager by.
  ///
  /// `netX` is the card that iPXE booted from. A server may be registered by the address of any of
  /// its cards, so all are sent; a card that is not there is sent as nothing.
  static String start() {
    return """
    #!ipxe
    echo Lifeboot: asking the Manager what this server boots
    chain --timeout 30000 --replace ipxe?mac=${netX/mac:hexhyp}&mac=${net0/mac:hexhyp}&mac=${net1/mac:hexhyp}\
    &mac=${net2/mac:hexhyp}&mac=${net3/mac:hexhyp}&ip=${netX/ip}&dhcp=${netX/dhcp-server}\
    &platform=${platform}\
    &product=${product:uristring}&serial=${serial:uristring} ||
    echo Lifeboot: nothing for this server, booting from disk
    exit
    """;
  }

  /// Back to the firmware, which boots the disk.
  static String fromDisk(String serverName) {
    return """
    #!ipxe
    echo Lifeboot: %s boots from its disk
    exit
    """
        .formatted(shown(serverName));
  }

  /// What was chosen could not be offered.
  ///
  /// @param what `the rescue system` or `Memtest86+`
  static String notPossible(String what, String serverName) {
    return """
    #!ipxe
    echo Lifeboot: %s for %s is not available, see the Manager
    echo Lifeboot: booting from disk
    exit
    """
        .formatted(what, shown(serverName));
  }

  /// Memtest86+, which boots as a Linux kernel does, or as an EFI program. The serial console is
  /// for serial-over-LAN (memtest86+ README, "Boot Options").
  static String memtest(String serverName, URI memtest) {
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
        .formatted(shown(serverName), memtest);
  }

  /// Kernel, three initrds, go. In this order: what is not secret first, the once-only session file
  /// last, when all else is known to have come.
  ///
  /// @param boot the address of this boot's files
  /// @param kernelArguments of the image
  static String rescue(String serverName, BootAddresses boot, String kernelArguments) {
    var commandLine =
        "%s fetch=%s BOOTIF=01-${netX/mac:hexhyp}".formatted(kernelArguments, boot.squashfs());
    if (commandLine.length() > LONGEST_COMMAND_LINE) {
      throw new IllegalArgumentException(
          "the kernel command line would have %d characters, %d are possible"
              .formatted(commandLine.length(), LONGEST_COMMAND_LINE));
    }
    return """
    #!ipxe
    echo Lifeboot: starting the rescue system for %s
    kernel --timeout 30000 %s %s || goto failed
    initrd --timeout 30000 %s || goto failed
    initrd --timeout 30000 %s || goto failed
    initrd --timeout 30000 %s || goto failed
    echo Lifeboot: all boot files are here, starting the kernel
    boot || goto failed
    :failed
    echo Lifeboot: the rescue system could not be loaded, booting from disk
    imgfree
    exit
    """
        .formatted(
            shown(serverName),
            boot.kernel(),
            commandLine,
            boot.initrd(),
            boot.agent(),
            boot.session());
  }

  /// A name that iPXE neither expands nor splits a line at.
  private static String shown(String serverName) {
    var plain = serverName.replaceAll("[^A-Za-z0-9._ -]", "?");
    return plain.length() <= 64 ? plain : plain.substring(0, 64);
  }
}
