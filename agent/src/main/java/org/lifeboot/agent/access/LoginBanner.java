package org.lifeboot.agent.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.tool.HostileText;

/// What a person reads first after logging in: `/etc/motd`.
public final class LoginBanner {

  private final Path file;

  public LoginBanner(Path systemRoot) {
    this.file = systemRoot.resolve("etc/motd");
  }

  static String text(String serverName, String pageAddress) {
    return """

        This is the rescue system of %s. It runs in memory alone.
        Nothing is mounted, assembled or written on this server's disks unless you ask for it.

          Page     %s
          Disks    lifeboot inventory      or: lsblk -f
          Look     mount -o ro,noload /dev/DISK /mnt    (ext3, ext4: does not replay the journal)
                   mount -o ro,norecovery …             (XFS)
          Status   lifeboot status
          Leave    set the netboot back to "disk" on the page, then: reboot

        """
        .formatted(HostileText.line(serverName), HostileText.line(pageAddress));
  }

  public Optional<String> write(String serverName, String pageAddress) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(serverName, pageAddress));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("writing the login banner: " + e);
    }
  }
}
