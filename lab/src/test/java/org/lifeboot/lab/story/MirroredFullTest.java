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

/// A system on LVM on a degraded RAID 1: what is mounted over snapshots is not found by hand, what
/// is printed works, what is written is on the disks, what a killed command leaves is undone. And a
/// login shell completes all that.
@Tag("full")
class MirroredFullTest {

  private static final String MOUNTED = "/mnt ext4 /\n/mnt/boot ext4 /\n/mnt/srv ext4 /";

  /// demo-1 has a system of its own.
  private static final String MOUNT = "lifeboot mount --root /dev/mapper/group-root";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void handAndCommandNeverMeetByAccident() {
    var empty = new BrokenDrives(folder);
    var drives = List.of(empty.empty("one", 200), empty.empty("two", 200));
    RescuedServer.play(folder, drives, MirroredFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var shell = rescued.shell();
    shell.run(script());
    var made = rescued.fingerprints();
    aLoginShellCompletes(shell);
    aHandMadeMountDoesNotReachTheSnapshots(shell);
    whatAKilledMountLeavesIsUndone(shell, "grep -q ^md /proc/mdstat");
    whatAKilledMountLeavesIsUndone(shell, "findmnt /mnt >/dev/null");
    assertThat(rescued.fingerprints()).as("SHA-256 of every drive").isEqualTo(made);
    thePrintedScriptMountsTheSame(shell);
    whatIsWrittenIsOnTheDisks(shell);
  }

  private static String script() {
    try (var file = MirroredFullTest.class.getResourceAsStream("/layouts/mirrored")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading layouts/mirrored", e);
    }
  }

  private static void aHandMadeMountDoesNotReachTheSnapshots(Shell shell) {
    shell.run(MOUNT + "; udevadm settle");
    assertThat(mounted(shell)).isEqualTo(MOUNTED);
    shell.run("mkdir -p /media/x");
    assertThat(shell.tried("mount LABEL=rootfs /media/x").output())
        .contains("can't find LABEL=rootfs");
    assertThat(shell.tried("mount LABEL=datafs /media/x").output())
        .contains("can't find LABEL=datafs");
    assertThat(shell.tried("mount LABEL=bootfs /media/x").output()).contains("/dev/vda3");
    shell.run("mount UUID=$(blkid -p -s UUID -o value /dev/vdb3) -o ro,noload /media/x");
    assertThat(shell.run("findmnt -n -o SOURCE /media/x; umount /media/x"))
        .isEqualTo("/dev/vdb3\n");
    assertThat(shell.run("readlink /dev/disk/by-*/*; true"))
        .contains("../../vda3", "../../vdb3")
        .doesNotContain("/dm-", "/md");
    shell.run("lifeboot umount");
    nothingIsLeft(shell);
  }

  /// @param there what is waited for
  private static void whatAKilledMountLeavesIsUndone(Shell shell, String there) {
    shell.run(
        MOUNT
            + " >/run/killed 2>&1 & p=$!; until %s; do sleep 0.1; done; pkill -9 -P $p;"
                .formatted(there)
            + " kill -9 $p; ! grep '^Mounted at' /run/killed");
    assertThat(shell.run("dmsetup ls")).contains("lifeboot-");
    System.out.println(shell.run("lifeboot umount"));
    nothingIsLeft(shell);
  }

  private static void nothingIsLeft(Shell shell) {
    assertThat(
            shell.run(
                "ls /dev/mapper; grep ^md /proc/mdstat; ls /run/lifeboot/stack"
                    + " /run/lifeboot/claims /run/lifeboot/stores 2>/dev/null | grep -v -e ':$' -e '^$'; findmnt -R /mnt;"
                    + " losetup -n -O BACK-FILE | grep -v squashfs; true"))
        .isEqualTo("control\n");
  }

  private static void aLoginShellCompletes(Shell shell) {
    assertThat(typed(shell, "lifeboot rai\\trepl\\t--fai\\t")).contains("<raid replace --failing>");
    assertThat(typed(shell, "lifeboot mount --roo\\t/dev/vda\\t3"))
        .contains("<mount --root /dev/vda3>");
  }

  private static String typed(Shell shell, String keys) {
    return shell.run(
        "printf 'lifeboot() { echo \"GOT <$*>\"; }\\n%s\\nexit\\n' | script -qec 'bash -l -i' /dev/null"
            .formatted(keys));
  }

  private static void thePrintedScriptMountsTheSame(Shell shell) {
    shell.run(MOUNT + " --print >/run/printed && sh /run/printed");
    assertThat(mounted(shell)).isEqualTo(MOUNTED);
    shell.run("umount -R /mnt; vgchange -qq -an group; mdadm -q --stop --scan");
  }

  private static void whatIsWrittenIsOnTheDisks(Shell shell) {
    shell.run(MOUNT + " --write --degraded; echo changed >/mnt/etc/changed; lifeboot umount");
    assertThat(shell.run("ls /dev/mapper; grep ^md /proc/mdstat; true")).isEqualTo("control\n");
    assertThat(
            shell.run(
                "mdadm -q --assemble --run --readonly /dev/md7 /dev/vda1; vgchange -qq -ay group;"
                    + " mount -o ro,noload /dev/group/root /media/x; cat /media/x/etc/changed"))
        .isEqualTo("changed\n");
  }

  private static String mounted(Shell shell) {
    return shell.run("findmnt -R -n -l -o TARGET,FSTYPE,FSROOT /mnt | sed 's/  */ /g'").strip();
  }
}
