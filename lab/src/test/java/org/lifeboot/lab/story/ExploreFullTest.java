package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;

/// The disks of a rescued server, read through the Manager: dirty file systems, LVM on an unclean
/// array, LVM in LUKS and subvolumes are seen as they will be, and stay as they are. One boot
/// carries it all.
@Tag("full")
class ExploreFullTest {

  private static final List<String> DIRTY = List.of("/dev/vda", "/dev/vdb", "/dev/vdc");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void whatIsOnTheDisksIsReadThroughAllLayersAndNotWritten() {
    assumeThat(System.getProperty("user.name")).as("loop mounts need root").isEqualTo("root");
    var broken = new BrokenDrives(folder);
    var drives =
        List.of(
            broken.withADirtyExt4(),
            broken.withADirtyXfs(),
            broken.withADirtyBtrfs(),
            broken.empty("mirrora", 200),
            broken.empty("mirrorb", 200),
            broken.empty("locked", 160),
            broken.empty("subvolumes", 260),
            broken.withADamagedExt4());
    RescuedServer.play(folder, drives, ExploreFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    make(rescued.shell());
    long written = rescued.server().writes();
    var made = rescued.fingerprints();
    var looks = new Looks(rescued.stage().api(), rescued.checks().rescue().id());
    eachVolumeSaysWhatItIsFor(looks);
    dirtyFileSystemsAreSeenAsTheyWillBe(looks);
    assertThat(rescued.shell().run("mount -o ro /dev/vda /mnt 2>&1 || true"))
        .as("a mount of what is looked into")
        .containsAnyOf("already mounted", "busy", "Can't open");
    DIRTY.forEach(looks::close);
    volumesOnAnArrayAreSeen(looks, rescued.shell());
    volumesInALockedOneAreSeen(looks);
    subvolumesAreSeenByThemselves(looks);
    String plan = whatARepairWouldLeaveIsSeen(looks, rescued.checks());
    looks.close(REPAIRED);
    looks.awaitAll();
    nothingIsLeft(rescued.shell());
    System.out.println(
        "writes while the disks were looked into: " + (rescued.server().writes() - written));
    assertThat(rescued.server().writes() - written).as("writes to the drives").isZero();
    assertThat(rescued.fingerprints()).isEqualTo(made);
    theRepairTakesTheDeviceFromWhoLooks(looks, rescued, plan);
  }

  private static final String DAMAGED = "/dev/vdh";
  private static final String REPAIRED = "repaired:" + DAMAGED;

  /// Returns the check that has planned it.
  private static String whatARepairWouldLeaveIsSeen(Looks looks, CheckRuns checks) {
    String plan = checks.start(Map.of("check", "filesystem", "target", DAMAGED));
    assertThat(checks.over(plan, RescuedServer.CHECK).text("verdict")).isEqualTo("failed");
    looks.opensRehearsed(plan);
    Json left = looks.get("folder", REPAIRED, "&path=%2F");
    System.out.println("what the repair would leave: " + left);
    assertThat(left.toString()).contains("lost%2Bfound").doesNotContain("customers");
    assertThat(looks.volumes().toString()).contains("Nothing was written.");
    return plan;
  }

  private static void theRepairTakesTheDeviceFromWhoLooks(
      Looks looks, RescuedServer rescued, String plan) {
    looks.opensRehearsed(plan);
    Json planned = rescued.checks().one(plan);
    String repair =
        rescued
            .checks()
            .repair(plan, planned.each("repair").findFirst().orElseThrow().text("fingerprint"));
    assertThat(rescued.checks().over(repair, RescuedServer.CHECK).text("verdict"))
        .isEqualTo("passed");
    assertThat(looks.volumes().toString()).doesNotContain(REPAIRED);
    looks.awaitAll();
    nothingIsLeft(rescued.shell());
  }

  private static void make(Shell shell) {
    shell.run("cat >/run/made <<'END-OF-SCRIPT'\n" + script() + "\nEND-OF-SCRIPT");
    shell.run("systemd-run --quiet --unit=made bash /run/made");
    boolean _ =
        Patience.untilTrue(
            RescuedServer.CHECK,
            () -> !shell.tried("systemctl is-active made").output().startsWith("activ"));
    assertThat(shell.run("journalctl -o cat -u made")).contains("built");
  }

  private static String script() {
    try (var file = ExploreFullTest.class.getResourceAsStream("/layouts/explore")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading layouts/explore", e);
    }
  }

  private static void eachVolumeSaysWhatItIsFor(Looks looks) {
    looks.awaitAll();
    System.out.println(looks.volumes());
    assertThat(looks.uses("/dev/mapper/vg--raid-root")).contains("/ of Raid 3");
    assertThat(looks.uses("/dev/mapper/vg--raid-var")).contains("/var of Raid 3");
    assertThat(looks.uses("/dev/vdg @/.snapshots/1/snapshot")).contains("/ of openSUSE 6");
    assertThat(looks.uses("/dev/vdg @/home")).contains("/home of openSUSE 6");
    assertThat(looks.row("/dev/mapper/vg--raid-root").number("freeBytes")).isPositive();
    assertThat(looks.row("/dev/mapper/vg--raid-root").text("stack"))
        .isEqualTo("LVM volume, on RAID (raid1) of /dev/vdd1, /dev/vde1");
    assertThat(looks.row("/dev/vdf1").text("state")).isEqualTo("LOCKED");
  }

  private static void dirtyFileSystemsAreSeenAsTheyWillBe(Looks looks) {
    for (String device : DIRTY) {
      looks.open(device);
      Json page = looks.get("folder", device, "&path=%2F");
      assertThat(page.text("complete")).isEqualTo("true");
      assertThat(page.each("entries")).isNotEmpty();
      looks.tellsTheLastLine(device, "/last");
      assertThat(looks.bytes("archive", device, "&path=%2F&format=tar.zst").length)
          .as("the archive of " + device)
          .isGreaterThan(50);
    }
  }

  private static void volumesOnAnArrayAreSeen(Looks looks, Shell shell) {
    String root = "/dev/mapper/vg--raid-root";
    looks.open(root);
    looks.open("/dev/mapper/vg--raid-var");
    looks.tellsTheLastLine(root, "/last");
    looks.tellsTheLastLine("/dev/mapper/vg--raid-var", "/last");
    assertThat(shell.run("mdadm --assemble --run /dev/md9 /dev/vdd1 /dev/vde1 2>&1 || true"))
        .as("assembling by hand what is looked into")
        .containsAnyOf("busy", "no superblock", "cannot open");
    looks.close(root);
    looks.close("/dev/mapper/vg--raid-var");
  }

  private static void volumesInALockedOneAreSeen(Looks looks) {
    String locked = looks.row("/dev/vdf1").text("key");
    assertThat(looks.tried(locked, "wrong").text("word")).contains("does not open");
    Json unlocked = looks.tried(locked, "the pass");
    assertThat(unlocked.text("done")).as(unlocked.toString()).isEqualTo("true");
    assertThat(unlocked.text("word")).contains("What it holds is listed");
    looks.awaitAll();
    assertThat(looks.uses("/dev/mapper/safe-home")).contains("/home of Raid 3");
    assertThat(looks.uses("/dev/mapper/safe-srv")).contains("/srv of Raid 3");
    looks.open("/dev/mapper/safe-home");
    looks.tellsTheLastLine("/dev/mapper/safe-home", "/last");
    looks.close(locked);
    looks.awaitAll();
    assertThat(looks.row("/dev/vdf1").text("state")).isEqualTo("LOCKED");
  }

  private static void subvolumesAreSeenByThemselves(Looks looks) {
    String home = looks.row("/dev/vdg @/home").text("key");
    looks.open(home);
    looks.open("/dev/vdg");
    looks.tellsTheLastLine(home, "/last");
    looks.tellsTheLastLine("/dev/vdg", "/@/home/last");
    looks.close(home);
    looks.close("/dev/vdg");
  }

  private static void nothingIsLeft(Shell shell) {
    assertThat(
            shell
                .run(
                    "ls /dev/mapper /run/lifeboot/looks /run/lifeboot/stack;"
                        + " grep looks /proc/mounts; grep ^md /proc/mdstat; losetup -n -O BACK-FILE"
                        + " | grep -v squashfs; true")
                .strip())
        .as("what looking leaves behind")
        .isEqualTo("/dev/mapper:\ncontrol\n\n/run/lifeboot/looks:\n\n/run/lifeboot/stack:");
  }
}
