package org.lifeboot.agent.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lifeboot.agent.tool.HostileText;

/// What a person reads first after logging in: `/etc/motd`.
public final class LoginBanner {

  private final Path file;

  public LoginBanner(Path systemRoot) {
    this.file = systemRoot.resolve("etc/motd");
  }

  static String text(String serverName, String pageAddress, List<String> disks) {
    return """

        This is the rescue system of %s. It runs in memory alone.
        Nothing is mounted, assembled or written on this server's disks unless you ask for it.

          Page     %s
        %s
          lifeboot disks       what is on the disks
          lifeboot mount       the installed system at /mnt, by its own fstab; writes nothing without --write
          lifeboot chroot      a shell inside of it
          lifeboot umount      undoes it
          lifeboot fsck DEV    rehearses a repair, makes it, goes back from it
          lifeboot check …     smart, surface, memory, processors, raid, filesystem
          lifeboot status      this rescue session; lifeboot --help: all there is
          Leave                set the netboot back to "disk" on the page, then: reboot

        """
        .formatted(HostileText.line(serverName), HostileText.line(pageAddress), found(disks));
  }

  private static String found(List<String> disks) {
    return disks.stream()
        .map(disk -> "  Disk     " + HostileText.line(disk, 100) + "\n")
        .collect(Collectors.joining());
  }

  /// Writes it.
  ///
  /// @param disks what was found, a line for each; empty when nothing is known yet
  public Optional<String> write(String serverName, String pageAddress, List<String> disks) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(serverName, pageAddress, disks));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("writing the login banner: " + e);
    }
  }
}
