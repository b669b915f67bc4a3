package org.lifeboot.manager.netboot;

import java.net.URI;

/// What one server is told to boot, in the language of the boot loader that asks for it.
///
/// Whatever fails, a server ends at its disk.
interface BootScript {

  /// Back to the disk.
  String fromDisk(String serverName);

  /// What was chosen could not be offered.
  ///
  /// @param what `the rescue system` or `Memtest86+`
  String notPossible(String what, String serverName);

  String memtest(String serverName, URI memtest);

  /// Kernel, three initrds, go. In this order: what is not secret first, the once-only session file
  /// last, when all else is known to have come.
  ///
  /// @param boot the address of this boot's files
  /// @param kernelArguments of the image
  /// @throws IllegalArgumentException when the kernel would cut its command line
  String rescue(String serverName, BootAddresses boot, String kernelArguments);

  /// A name that no loader expands and no line is split at.
  static String shown(String serverName) {
    var plain = serverName.replaceAll("[^A-Za-z0-9._ -]", "?");
    return plain.length() <= 64 ? plain : plain.substring(0, 64);
  }

  /// A command line that the kernel takes whole: COMMAND_LINE_SIZE of x86, with its terminating
  /// zero.
  static String whole(String commandLine) {
    int longest = 2047;
    if (commandLine.length() > longest) {
      throw new IllegalArgumentException(
          "the kernel command line would have %d characters, %d are possible"
              .formatted(commandLine.length(), longest));
    }
    return commandLine;
  }
}
