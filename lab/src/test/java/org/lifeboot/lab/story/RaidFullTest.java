package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// `lifeboot raid` on two mirrors of two disks: listed, assembled, compared, wrong disks refused, a
/// member replaced by a blank disk, another one's empty place filled, and back again; the data stay
/// what they were.
@Tag("full")
class RaidFullTest {

  private static final String MAKE =
      """
      set -e
      echo 0 >/sys/module/md_mod/parameters/start_ro 2>/dev/null || modprobe md_mod start_ro=0
      for d in a b; do sgdisk -n 1:0:+60M -n 2:0:+40M /dev/vd$d >/dev/null; done
      udevadm settle
      for n in 1 2; do
        mdadm --create /dev/md$n --run --level=1 --raid-devices=2 --assume-clean --homehost=dead --name=$n /dev/vda$n /dev/vdb$n
      done
      mkfs.ext4 -q /dev/md1
      mount /dev/md1 /mnt
      head -c 20M /dev/urandom >/mnt/data
      umount /mnt
      mdadm --fail /dev/md2 /dev/vda2
      sleep 1
      mdadm --remove /dev/md2 /dev/vda2
      sha256sum </dev/md1 >/run/made
      mdadm --stop /dev/md1 /dev/md2
      mdadm --zero-superblock /dev/vda2
      echo 1 >/sys/module/md_mod/parameters/start_ro
      """;

  private static final String REPLACE = "lifeboot raid replace --save /root/one /dev/md1 /dev/vda1";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aMemberIsReplacedAndTheDataStayWhatTheyWere() {
    var empty = new BrokenDrives(folder);
    var drives =
        List.of(
            empty.empty("one", 160),
            empty.empty("two", 160),
            empty.empty("three", 300),
            empty.empty("small", 50));
    RescuedServer.play(folder, drives, RaidFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var shell = rescued.shell();
    shell.run(MAKE);
    assertThat(shell.tried("lifeboot raid list").output())
        .contains("dead:1: All members are there", "1 of 2 members is missing");
    shell.run("lifeboot raid assemble");
    wrongDisksAreRefused(shell);
    whatThePageChecksIsRefused(rescued);
    whatIsNotConfirmedIsNotWritten(rescued);
    whatIsTakenWhileThePlanIsReadIsLeftAlone(shell);
    whoPressesCtrlCLeavesItToTheKernel(shell);
    anEmptyPlaceIsFilled(shell);
    whatDiffersIsFound(shell);
    theOldMemberComesBack(shell);
    aFailingMemberIsNotReadAnyMore(shell);
  }

  private static void wrongDisksAreRefused(Shell shell) {
    assertThat(refused(shell, "/dev/vda1 /dev/vdb")).contains("in use", "both would go at once");
    assertThat(refused(shell, "/dev/vdc /dev/vdd"))
        .contains("/dev/vdc is no member of /dev/md1", "too small");
    shell.run("mkfs.ext4 -q -L customers /dev/vdc; mount /dev/vdc /mnt");
    assertThat(refused(shell, "/dev/vda1 /dev/vdc"))
        .contains("/dev/vdc is mounted at /mnt since ", "holds ext4 (customers)");
    shell.run("umount /mnt; wipefs -qa /dev/vdc; sgdisk -n 1:0:0 /dev/vdc; udevadm settle");
    assertThat(refused(shell, "/dev/vda1 /dev/vdc")).contains("has a partition table (gpt) with 1");
    shell.run(
        "sgdisk -Z /dev/vdc; mdadm --create /dev/md9 --run --level=1 --raid-devices=2 /dev/vdc missing");
    assertThat(refused(shell, "/dev/vda1 /dev/vdc")).contains("is part of the array /dev/md9");
    shell.run("mdadm --stop /dev/md9");
    assertThat(refused(shell, "/dev/vda1 /dev/vdc")).contains("holds linux_raid_member");
    shell.run("wipefs -qa /dev/vdc; blkdiscard -f -z /dev/vdc");
  }

  private static String refused(Shell shell, String oldAndNew) {
    var said = shell.tried("lifeboot raid replace --dry-run /dev/md1 " + oldAndNew);
    System.out.println(said.output());
    assertThat(said.output()).contains("Nothing was written.").doesNotContain("The commands:");
    return said.output();
  }

  private static void whatThePageChecksIsRefused(RescuedServer rescued) {
    var checks = rescued.checks();
    rescued.server().slowDown("three", 256 << 10);
    var id = checks.start(Map.of("check", "surface", "target", "/dev/vdc"));
    rescued
        .shell()
        .run("for i in $(seq 300); do dmsetup ls | grep -q ^lifeboot- && break; sleep 0.2; done");
    assertThat(refused(rescued.shell(), "/dev/vda1 /dev/vdc")).contains("is held by Lifeboot's");
    checks.cancel(id);
    rescued.server().slowDown("three", 0);
    assertThat(checks.over(id, RescuedServer.CHECK).text("verdict")).isEqualTo("cancelled");
  }

  /// A terminal, and somebody who reads the plan. What a shell starts in the background does not
  /// hear Ctrl-C, unless it is told to.
  private static String reading(String then) {
    return "rm -f /run/keys /run/said; mkfifo /run/keys; env --default-signal=INT script -qfec '%s /dev/vdc' /run/said"
            .formatted(REPLACE)
        + " </run/keys >/dev/null & exec 9>/run/keys;"
        + " until grep -q 'Type yes' /run/said; do sleep 0.2; done; "
        + then
        + "; exec 9>&-; wait; cat /run/said";
  }

  private static void whatIsNotConfirmedIsNotWritten(RescuedServer rescued) {
    var before = rescued.fingerprints();
    assertThat(rescued.shell().run(reading("echo y >&9")))
        .contains("LB-EMPTY-ONE", "LB-EMPTY-THREE", "Not confirmed. Nothing was written.");
    assertThat(rescued.fingerprints()).as("SHA-256 of every drive").isEqualTo(before);
  }

  private static void whatIsTakenWhileThePlanIsReadIsLeftAlone(Shell shell) {
    assertThat(shell.run(reading("mkfs.ext4 -q -L taken /dev/vdc; echo yes >&9")))
        .contains("holds ext4 (taken)", "Nothing was written.");
    shell.run("wipefs -qa /dev/vdc; blkdiscard -f -z /dev/vdc; test ! -e /root/one");
  }

  private static void whoPressesCtrlCLeavesItToTheKernel(Shell shell) {
    shell.run("cd /sys/block/md1/md; echo 1 >sync_speed_min; echo 200 >sync_speed_max");
    var said =
        shell.run(
            reading(
                "echo yes >&9; until grep -q 'recover: ' /run/said; do sleep 0.2; done;"
                    + " printf '\\003' >&9"));
    System.out.println(said);
    assertThat(said)
        .contains("$ mdadm /dev/md1 --replace /dev/vda1 --with /dev/vdc1", "The kernel goes on.")
        .contains("Left to be done when it has ended: mdadm /dev/md1 --remove /dev/vda1");
    var watched =
        shell.run(
            "lifeboot raid watch /dev/md1 >/run/watched & until grep -q recover /run/watched;"
                + " do sleep 0.2; done; cd /sys/block/md1/md; echo system >sync_speed_min;"
                + " echo system >sync_speed_max; wait; cat /run/watched");
    System.out.println(watched);
    assertThat(watched)
        .containsPattern("recover: [0-9.]+ %")
        .contains("All members are there.", "mdadm /dev/md1 --remove /dev/vda1");
    shell.run("mdadm /dev/md1 --remove /dev/vda1");
    assertThat(shell.run("cat /proc/mdstat")).contains("vdc1[2]").doesNotContain("vda1");
    theDataAreTheSame(shell);
  }

  private static void anEmptyPlaceIsFilled(Shell shell) {
    var filled =
        shell.run("lifeboot raid replace --yes --json /dev/md2 missing /dev/vdc2 --save /root/two");
    assertThat(filled).contains("\"state\":\"replaced\"");
    assertThat(shell.run("cat /sys/block/md2/md/degraded").strip()).isEqualTo("0");
  }

  /// 256 KiB written past the array.
  private static void whatDiffersIsFound(Shell shell) {
    assertThat(shell.run("lifeboot raid check /dev/md1")).contains("0 sectors differ.");
    shell.run("dd if=/dev/urandom of=/dev/vdc1 bs=64k count=4 seek=400 oflag=direct status=none");
    assertThat(shell.tried("lifeboot raid check /dev/md1").output())
        .contains("512 sectors differ.");
  }

  /// The table of the disk that served for a while stays as long as another array is on it.
  private static void theOldMemberComesBack(Shell shell) {
    shell.run(
        "echo repair >/sys/block/md1/md/sync_action; lifeboot raid watch /dev/md1;"
            + " sed -n '/When it holds all/,$p' /root/one/go-back >/run/back; bash -x /run/back 2>&1; true");
    assertThat(shell.run("cat /proc/mdstat")).contains("vda1[", "vdc2[").doesNotContain("vdc1");
    assertThat(shell.run("sfdisk --dump /dev/vdc")).contains("/dev/vdc2 :");
    shell.run(
        "sed -n '/being filled/,/^$/p' /root/two/go-back >/run/back; bash -ex /run/back 2>&1");
    shell.run("grep ^wipefs /root/one/go-back | head -n 1 >/run/back; bash -ex /run/back 2>&1");
    assertThat(shell.run("lsblk -n -o NAME /dev/vdc").strip()).isEqualTo("vdc");
    shell.run("cmp -n 1048576 /dev/vdc /dev/zero");
  }

  private static void aFailingMemberIsNotReadAnyMore(Shell shell) {
    var replaced = shell.run(REPLACE.replace("one", "three") + " /dev/vdc --failing --yes");
    System.out.println(replaced);
    assertThat(replaced)
        .contains("$ mdadm /dev/md1 --fail /dev/vda1", "/dev/vdc1 holds all of its part");
    assertThat(shell.run("cat /proc/mdstat")).contains("vdc1[").doesNotContain("vda1");
  }

  private static void theDataAreTheSame(Shell shell) {
    assertThat(shell.run("sha256sum </dev/md1 | cmp - /run/made && echo same")).contains("same");
  }
}
