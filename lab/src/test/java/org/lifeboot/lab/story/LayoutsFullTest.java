package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;

/// `lifeboot mount`, `chroot` and `umount` on the layouts that servers have, as a power cut leaves
/// them: each mounts what its own fstab says, runs a command in it, and writes nothing. One boot
/// carries all.
@Tag("full")
class LayoutsFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  /// A system of `layouts/make`.
  ///
  /// @param root for `--root`
  /// @param mounts what findmnt(8) tells of it: folder, kind, what of the file system
  private record Layout(String name, String root, String mounts) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout(
              "Solo 1",
              "/dev/vda1",
              "/mnt ext4 /\n/mnt/srv ext4 /home\n/mnt/with space ext4 /root\n/mnt/tmp ext4 /root"),
          new Layout(
              "Separate 2",
              "/dev/vda2",
              "/mnt ext4 /\n/mnt/boot ext4 /\n/mnt/var ext4 /\n/mnt/home ext4 /"),
          new Layout("Raid 3", "/dev/mapper/vg--raid-root", "/mnt ext4 /\n/mnt/home ext4 /"),
          new Layout("Degraded 4", "/dev/mapper/vgdeg-root", "/mnt ext4 /"),
          new Layout("Luks 5", "LUKS", "/mnt ext4 /\n/mnt/boot ext4 /"),
          new Layout(
              "openSUSE 6",
              "/dev/vdd3",
              "/mnt btrfs /@/.snapshots/1/snapshot\n/mnt/home btrfs /@/home\n/mnt/var btrfs /@/var\n"
                  + "/mnt/.snapshots btrfs /@/.snapshots"),
          new Layout("Fedora 7", "/dev/vdd4", "/mnt btrfs /root\n/mnt/home btrfs /home"),
          new Layout("XFS 8", "/dev/vde2", "/mnt xfs /\n/mnt/boot/efi vfat /"),
          new Layout("MBR 9", "/dev/vdf5", "/mnt ext4 /\n/mnt/boot ext4 /\n/mnt/srv ext4 /"),
          new Layout("Two disks 10", "LABEL=two", "/mnt btrfs /"));

  @Test
  void everyLayoutIsMountedAsItsSystemWouldAndNothingIsWritten() {
    var empty = new BrokenDrives(folder);
    var drives =
        List.of(
            empty.empty("one", 420),
            empty.empty("two", 220),
            empty.empty("three", 220),
            empty.empty("four", 560),
            empty.empty("five", 480),
            empty.empty("six", 190));
    RescuedServer.play(folder, drives, LayoutsFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var shell = rescued.shell();
    make(shell);
    var made = rescued.fingerprints();
    var listed = shell.tried("lifeboot mount --dry-run");
    assertThat(listed.output()).contains("several systems", "Solo 1", "MBR 9", "openSUSE 6");
    LAYOUTS.forEach(layout -> isMountedEnteredAndLetGo(shell, layout));
    whatAKilledMountLeavesIsUndone(shell);
    assertThat(rescued.fingerprints()).as("SHA-256 of every drive afterwards").isEqualTo(made);
  }

  private static void make(Shell shell) {
    shell.run("cat >/run/layouts <<'END-OF-SCRIPT'\n" + script() + "\nEND-OF-SCRIPT");
    shell.run("systemd-run --quiet --unit=layouts bash /run/layouts; printf 'the pass' >/run/pass");
    boolean _ =
        Patience.untilTrue(
            RescuedServer.CHECK,
            () -> !shell.tried("systemctl is-active layouts").output().startsWith("activ"));
    assertThat(shell.run("journalctl -o cat -u layouts")).contains("built");
  }

  private static String script() {
    try (var file = LayoutsFullTest.class.getResourceAsStream("/layouts/make")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading layouts/make", e);
    }
  }

  private static void isMountedEnteredAndLetGo(Shell shell, Layout layout) {
    var root =
        layout.root().equals("LUKS")
            ? "/dev/mapper/luks-$(blkid -p -s UUID -o value /dev/vdd1)"
            : layout.root();
    System.out.println(
        shell.run("lifeboot mount --passphrase-file /run/pass --root \"%s\"".formatted(root)));
    assertThat(shell.run("findmnt -R -n -l -o TARGET,FSTYPE,FSROOT /mnt | sed 's/  */ /g'").strip())
        .isEqualTo(layout.mounts());
    assertThat(shell.run("lifeboot chroot /mnt -- /bin/sh -c 'cat /etc/hostname /late1'"))
        .contains(layout.name(), "in the journal");
    shell.run("lifeboot umount /mnt");
    nothingIsLeft(shell);
  }

  private static void whatAKilledMountLeavesIsUndone(Shell shell) {
    shell.run(
        "lifeboot mount --root /dev/mapper/vg--raid-root >/dev/null & sleep 8; pkill -9 -P $!;"
            + " kill -9 $!; lifeboot umount");
    nothingIsLeft(shell);
  }

  private static void nothingIsLeft(Shell shell) {
    assertThat(
            shell.run(
                "ls /dev/mapper; grep ^md /proc/mdstat; ls /run/lifeboot/stack; findmnt -R /mnt; true"))
        .isEqualTo("control\n");
  }
}
