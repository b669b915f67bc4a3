package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.story.Crashes.Middle;

/// The hardware checks in a virtual server whose drives have known faults or are as a power cut
/// leaves them: not one byte of any drive is another afterwards. Then a repair, and its undo. One
/// boot carries all that is shown here; the server goes down in the middle of the last checks.
@Tag("end-to-end")
class HardwareEndToEndTest {

  private static final Duration ALL_CHECKS = Duration.ofMinutes(25);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void theChecksFindWhatIsBrokenPassWhatIsSoundAndWriteNothing() {
    assumeThat(System.getProperty("user.name")).as("loop mounts need root").isEqualTo("root");
    var broken = new BrokenDrives(folder);
    var drives =
        new ArrayList<>(
            List.of(
                broken.withADamagedExt4(),
                broken.withADirtyExt4(),
                broken.withADirtyXfs(),
                broken.withABadSector(),
                broken.withADirtyBtrfs()));
    drives.addAll(broken.ofAnUncleanRaid1());
    RescuedServer.play(folder, drives, HardwareEndToEndTest::play);
  }

  private static void play(RescuedServer rescued) {
    var checks = rescued.checks();
    allChecksTellTheTruth(checks);
    assertThat(rescued.server().writes()).as("writes to the drives, by any check").isZero();
    assertThat(rescued.fingerprints())
        .as("SHA-256 of every drive after all checks")
        .isEqualTo(rescued.atPowerOn());
    aMountedFileSystemIsNotChecked(checks, rescued.shell());
    rescued.server().slowDown("data", 1 << 20);
    aDeviceUnderCheckIsNotMounted(checks, rescued.shell());
    new RepairStory(checks, rescued.shell()).play("/dev/vda");
    nothingIsLeft(rescued.shell());
    rescued.server().slowDown("mirrora", 4 << 10);
    rescued.server().slowDown("mirrorb", 4 << 10);
    new Crashes(rescued, Middle.BURN, Middle.SURFACE, Middle.raid("/dev/vdf"), Middle.SELF_TEST)
        .afterSilence()
        .afterReset();
  }

  private static void nothingIsLeft(Shell shell) {
    assertThat(shell.run("ls /dev/mapper; losetup -l -n; pgrep '^(stress|memtester)' || true"))
        .as("what the checks left behind")
        .isEqualTo("control\n" + shell.run("losetup -l -n"));
  }

  private static void allChecksTellTheTruth(CheckRuns checks) {
    var started = checks.startAll();
    assertThat(started).hasSizeGreaterThan(12);
    boolean over =
        Patience.untilTrue(
            ALL_CHECKS,
            () -> checks.all().stream().allMatch(check -> check.text("state").equals("ended")));
    System.out.println(checks.lines());
    assertThat(over).as("all checks are over:\n" + checks.lines()).isTrue();

    assertThat(checks.of("raid", "")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("raid", "").toString()).contains("It was in use when the server stopped");
    assertThat(checks.of("memory", "")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("processors", "")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("smart", "/dev/sda")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("smart", "/dev/nvme0n1")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("smart", "/dev/vda").text("verdict")).isEqualTo("inconclusive");
    assertThat(checks.of("surface", "/dev/sda")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("surface", "/dev/vda")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("filesystem", "/dev/vda").text("verdict")).isEqualTo("failed");
    assertThat(checks.of("filesystem", "/dev/vdb")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("filesystem", "/dev/vdc")).satisfies(HardwareEndToEndTest::passed);
    assertThat(checks.of("filesystem", "/dev/vde")).satisfies(HardwareEndToEndTest::passed);
    theBadSectorIsNamedExactly(checks.of("surface", "/dev/vdd"));
  }

  private static void passed(Json check) {
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("passed");
  }

  private static void theBadSectorIsNamedExactly(Json check) {
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("failed");
    assertThat(check.each("findings").map(finding -> finding.text("text") + finding.text("part")))
        .as(check.toString())
        .anyMatch(text -> text.contains(Long.toString(BrokenDrives.BAD_SECTOR)));
    assertThat(check.each("facts").filter(fact -> fact.text("name").equals("unreadable")))
        .singleElement()
        .satisfies(fact -> assertThat(fact.text("value")).isEqualTo("512"));
  }

  private static void aMountedFileSystemIsNotChecked(CheckRuns checks, Shell shell) {
    shell.run("mount -o ro,noload /dev/vdb /mnt");
    var check =
        checks.over(
            checks.start(Map.of("check", "filesystem", "target", "/dev/vdb")), RescuedServer.CHECK);
    var scan =
        checks.over(
            checks.start(Map.of("check", "surface", "target", "/dev/vdb", "fromBytes", 0)),
            RescuedServer.CHECK);
    shell.run("umount /mnt");

    assertThat(check.text("verdict")).isEqualTo("inconclusive");
    assertThat(check.text("reason")).contains("/mnt", "since");
    assertThat(scan.text("verdict")).isEqualTo("inconclusive");
    assertThat(scan.text("reason")).contains("/mnt");
  }

  private static void aDeviceUnderCheckIsNotMounted(CheckRuns checks, Shell shell) {
    var id = checks.start(Map.of("check", "surface", "target", "/dev/nvme0n1"));
    assertThat(checks.running(id, RescuedServer.CHECK).text("state")).isEqualTo("running");
    assertThat(
            Patience.untilTrue(
                RescuedServer.CHECK, () -> !shell.run("dmsetup ls").contains("No devices")))
        .as("a claim is there")
        .isTrue();

    var mount = shell.tried("mount -o ro,norecovery /dev/nvme0n1p1 /mnt");
    assertThat(mount.ok()).as(mount.output()).isFalse();
    assertThat(mount.output()).containsAnyOf("busy", "Can't open blockdev");

    checks.cancel(id);
    assertThat(checks.over(id, RescuedServer.CHECK).text("verdict")).isEqualTo("cancelled");
    assertThat(shell.run("mount -o ro,norecovery /dev/nvme0n1p1 /mnt && umount /mnt && echo free"))
        .contains("free");
  }
}
