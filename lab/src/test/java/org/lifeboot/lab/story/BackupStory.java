package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.lifeboot.lab.process.Json;

/// A drive with a bad sector is backed up, to a disk and over SFTP: what comes back is equal but
/// for that sector, which is told.
///
/// @param source the drive; its only bad sector is [BrokenDrives#BAD_SECTOR]
/// @param spare a drive that may be written
record BackupStory(Shell shell, String source, String spare) {

  private static final long BAD_BYTE = BrokenDrives.BAD_SECTOR * 512;

  void play() {
    shell.run("mkfs.ext4 -q -F " + spare + " && mount " + spare + " /mnt");
    toADisk();
    overSftp();
    shell.run("umount /mnt");
  }

  private void toADisk() {
    var backup = shell.tried("lifeboot backup --json --retries=1 " + source + " /mnt/copies");
    System.out.println("  " + backup.output().strip());
    assertThat(backup.output()).contains("\"state\":\"with-losses\"");
    assertThat(Json.parse(backup.output().strip()).each("lost"))
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.text("fromBytes")).isEqualTo(Long.toString(BAD_BYTE));
              assertThat(lost.text("lengthBytes")).isEqualTo("512");
            });
    var name = source.replace("/dev/", "");
    assertThat(equalButForTheBadSector("/mnt/copies/" + name + ".img")).contains("equal");
    assertThat(shell.tried("lifeboot backup verify /mnt/copies/" + name + ".json").output())
        .contains("WITH LOSSES  The copy is what was written.");
    assertThat(shell.run("dmsetup ls")).contains("No devices");
  }

  private void overSftp() {
    var _ =
        shell.run(
            "ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519"
                + " && cat /root/.ssh/id_ed25519.pub >>/root/.ssh/authorized_keys"
                + " && ssh-keyscan 127.0.0.1 >/root/.ssh/known_hosts 2>/dev/null"
                + " && echo 'open sesame' >/root/password");
    var target = "--password-file /root/password %s sftp:root@127.0.0.1:/mnt/repository";
    var device = shell.tried("lifeboot backup " + target.formatted(source)).output();
    System.out.println("  " + device.strip().replace("\n", "\n  "));
    assertThat(device)
        .contains("WITH LOSSES  512 bytes in 1 places", "lost: bytes 20,480,000 to 20,480,511");
    assertThat(shell.run("lifeboot backup " + target.formatted("/etc"))).contains("COMPLETE");
    var verified = shell.run("lifeboot backup verify " + target.formatted(""));
    assertThat(verified).contains("COMPLETE  All of the repository can be read.");
    var name = source.replace("/dev/", "");
    var _ =
        shell.run(
            "restic -q -r /mnt/repository --no-cache -p /root/password dump --tag lifeboot-device"
                + " latest %s.img >/mnt/back.img".formatted(name));
    assertThat(equalButForTheBadSector("/mnt/back.img")).contains("equal");
    var _ =
        shell.run(
            "restic -q -r /mnt/repository --no-cache -p /root/password restore --tag lifeboot-files"
                + " latest --target /mnt/back && diff -r --no-dereference /etc /mnt/back/etc && echo equal");
  }

  /// Read past the page cache, which would read more than what is asked for.
  private String equalButForTheBadSector(String copy) {
    long after = BAD_BYTE + 512;
    return shell.run(
        """
        set -eo pipefail
        dd if=%1$s iflag=direct bs=512000 count=%2$d status=none | cmp -n %3$d - %5$s
        dd if=%1$s iflag=direct,skip_bytes bs=64K skip=%4$d status=none | cmp -i 0:%4$d - %5$s
        [ $(stat -c %%s %5$s) = $(blockdev --getsize64 %1$s) ]
        echo equal
        """
            .formatted(source, BAD_BYTE / 512_000, BAD_BYTE, after, copy));
  }
}
