package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;

/// The hardware checks, and a repair, in a virtual server whose drives have known faults. One boot
/// carries all that is shown here; the server goes down in the middle of the last check.
@Tag("end-to-end")
class HardwareEndToEndTest {

  private static final Duration BOOT = Duration.ofMinutes(8);
  private static final Duration CHECK = Duration.ofMinutes(10);
  private static final Duration ALL_CHECKS = Duration.ofMinutes(25);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void theChecksFindWhatIsBrokenPassWhatIsSoundAndWriteNothing() {
    assumeThat(System.getProperty("user.name")).as("loop mounts need root").isEqualTo("root");
    var broken = new BrokenDrives(folder);
    var drives =
        List.of(
            broken.withADamagedExt4(),
            broken.withADirtyExt4(),
            broken.withADirtyXfs(),
            broken.withABadSector());
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());

    try (var stage = new Stage(new Stage.Plan(folder, network, doors, true, Map.of()), drives)) {
      try {
        play(stage);
      } catch (AssertionError | RuntimeException e) {
        Sit.down(stage);
        throw e;
      }
    }
  }

  private static void play(Stage stage) {
    var rescue = inRescue(stage);
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    var shell = new Shell(new SecureShell(stage.plan().folder(), stage.plan().network()), letter);
    var checks = new CheckRuns(rescue);
    assertThat(
            Patience.untilTrue(
                BOOT, () -> rescue.session().at("credentials").text("sshReady").equals("true")))
        .as("SSH is open")
        .isTrue();
    assertThat(
            Patience.untilTrue(
                BOOT, () -> rescue.api().ask("GET", inventory(rescue), Map.of()).status() == 200))
        .isTrue();

    allChecksTellTheTruth(checks);
    assertThat(stage.server().writes()).as("writes to the drives, by any check").isZero();
    aMountedFileSystemIsNotChecked(checks, shell);
    stage.server().slowDown("data", 1 << 20);
    aDeviceUnderCheckIsNotMounted(checks, shell);
    new RepairStory(checks, shell).play("/dev/vda");
    assertThat(shell.run("ls /dev/mapper; losetup -l -n; pgrep '^(stress|memtester)' || true"))
        .as("what the checks left behind")
        .isEqualTo("control\n" + shell.run("losetup -l -n"));
    var burn = checks.start(Map.of("check", "processors", "minutes", 10));
    aServerThatFallsSilentHasCrashedUntilItIsHeardAgain(stage, checks, burn);
    aServerThatGoesDownInTheMiddleHasCrashed(stage, checks, burn);
  }

  private static String inventory(Rescue rescue) {
    return "/sessions/" + rescue.id() + "/inventory";
  }

  private static Rescue inRescue(Stage stage) {
    stage.startManager();
    stage.powerOn(Accelerator.best());
    var api = stage.api();
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));
    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    return rescue;
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
        checks.over(checks.start(Map.of("check", "filesystem", "target", "/dev/vdb")), CHECK);
    var scan =
        checks.over(
            checks.start(Map.of("check", "surface", "target", "/dev/vdb", "fromBytes", 0)), CHECK);
    shell.run("umount /mnt");

    assertThat(check.text("verdict")).isEqualTo("inconclusive");
    assertThat(check.text("reason")).contains("/mnt", "since");
    assertThat(scan.text("verdict")).isEqualTo("inconclusive");
    assertThat(scan.text("reason")).contains("/mnt");
  }

  private static void aDeviceUnderCheckIsNotMounted(CheckRuns checks, Shell shell) {
    var id = checks.start(Map.of("check", "surface", "target", "/dev/nvme0n1"));
    assertThat(checks.running(id, CHECK).text("state")).isEqualTo("running");
    assertThat(Patience.untilTrue(CHECK, () -> !shell.run("dmsetup ls").contains("No devices")))
        .as("a claim is there")
        .isTrue();

    var mount = shell.tried("mount -o ro,norecovery /dev/nvme0n1p1 /mnt");
    assertThat(mount.ok()).as(mount.output()).isFalse();
    assertThat(mount.output()).containsAnyOf("busy", "Can't open blockdev");

    checks.cancel(id);
    assertThat(checks.over(id, CHECK).text("verdict")).isEqualTo("cancelled");
    assertThat(shell.run("mount -o ro,norecovery /dev/nvme0n1p1 /mnt && umount /mnt && echo free"))
        .contains("free");
  }

  private static void aServerThatFallsSilentHasCrashedUntilItIsHeardAgain(
      Stage stage, CheckRuns checks, String id) {
    assertThat(Patience.untilTrue(CHECK, () -> burnsAProcessor(checks.one(id))))
        .as(() -> checks.one(id).toString())
        .isTrue();

    stage.server().freeze();
    var check = checks.over(id, BOOT);
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("crashed");
    assertThat(check.text("reason")).contains("fell silent", "at the step", "CPU", "UTC");

    stage.server().thaw();
    assertThat(Patience.untilTrue(BOOT, () -> checks.one(id).text("state").equals("running")))
        .as(() -> checks.one(id).toString())
        .isTrue();
  }

  private static boolean burnsAProcessor(Json check) {
    return check.at("details").each("steps").anyMatch(step -> step.text("part").startsWith("CPU"));
  }

  private static void aServerThatGoesDownInTheMiddleHasCrashed(
      Stage stage, CheckRuns checks, String id) {
    stage.server().reset();

    var check = checks.over(id, BOOT);
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("crashed");
    assertThat(check.text("reason")).contains("at the step", "CPU", "UTC");
  }
}
