package org.lifeboot.manager.mail;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lifeboot.protocol.HostKey;

/// The mail that a server's owner gets once the rescue system has proven itself. Plain text: it is
/// read on phones, in terminals and by scripts; what is to be copied stands on a line of its own.
///
/// @param serverName as the operator named it
/// @param page the rescue page
/// @param password the temporary one, or empty when the owner asked for SSH keys only
/// @param sshKeys how many SSH keys of the owner's are set
/// @param sshHost where SSH is reached
/// @param hostKeys of the rescue system, made for this boot
public record RescueMail(
    String serverName,
    URI page,
    Optional<String> password,
    int sshKeys,
    String sshHost,
    int sshPort,
    List<HostKey> hostKeys) {
  public RescueMail {
    serverName = oneLine(serverName);
    sshHost = oneLine(sshHost);
    hostKeys = List.copyOf(hostKeys);
  }

  public String subject() {
    return serverName + " is in rescue mode";
  }

  public String text() {
    return """
    %s has booted the rescue system. It runs in memory only: the disks are as
    they were, and stay so until you change something.

    PAGE
    ====
    %s

    Shows the hard drives and how to log in. %s

    SSH
    ===
    %s

    User:     root
    %s

    Host key fingerprints (made for this rescue boot):
    %s

    Put these lines into your known_hosts file, and ssh will not have to ask:

    %s

    WHAT YOU MAY DO NOW
    ===================
    - Look at the drives: on the page, or with lsblk, fdisk -l, smartctl -a.
    - Read a file system without writing to it, not even its journal:
        mount -o ro,noload /dev/sdXN /mnt          (ext3, ext4)
        mount -o ro,norecovery /dev/sdXN /mnt      (XFS)
        mount -o ro,rescue=nologreplay /dev/sdXN /mnt   (btrfs)
    - Repair. From here on you write to the disks.

    HOW TO LEAVE
    ============
    Set the netboot back to "disk" and reboot: with the buttons on the server's page,
    or with Lifeboot's command line:

        lifeboot boot disk %s
        lifeboot reboot %s

    The rescue boot was for once: any reboot from now on starts the server from its
    disk and ends this session. When it ends, the password, the keys and the
    page's address stop working for good.

    If nobody on your side asked for this, tell whoever runs the server at once.
    """
        .formatted(
            serverName,
            page,
            password.isPresent()
                ? "The password is the one below."
                : "Log in to Lifeboot to see it.",
            SshHostKeys.command("root", sshHost, sshPort),
            logIn(),
            lines(hostKeys.stream().map(RescueMail::fingerprint).toList()),
            lines(SshHostKeys.knownHosts(sshHost, sshPort, hostKeys)),
            serverName,
            serverName);
  }

  private String logIn() {
    var keys = "Keys:     %d of yours".formatted(sshKeys);
    return password
        .map(
            secret ->
                "Password: "
                    + secret
                    + "\n          (temporary; no letter or digit in it looks like another)"
                    + (sshKeys > 0 ? "\n" + keys : ""))
        .orElse(keys + "; no password is set");
  }

  private static String fingerprint(HostKey key) {
    return SshHostKeys.fingerprint(key) + " (" + key.type() + ")";
  }

  private static String lines(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n"));
  }

  /// A line break in a name would write its own lines into the mail.
  static String oneLine(String text) {
    var plain = text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    return plain.length() <= 200 ? plain : plain.substring(0, 200);
  }
}
