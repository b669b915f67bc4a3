package org.lifeboot.agent.check.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.Verdict;

class RaidCheckTest {

  private static final Outcome NO_DISKS = new Outcome.Exited(0, "{\"blockdevices\":[]}", "");

  @TempDir Path root;

  private final RememberingWatch watch = new RememberingWatch();
  private final List<String> asked = new ArrayList<>();
  private Outcome disks = NO_DISKS;

  @BeforeEach
  void makeSysfs() throws IOException {
    Files.createDirectories(root.resolve("sys/block"));
  }

  private CheckReport checked() throws InterruptedException {
    return new RaidCheck(new CheckOrder.Raid(), this::answer, root).run(watch);
  }

  private Outcome answer(Command command) {
    asked.add(command.toString());
    String number = command.arguments().getLast().replaceFirst("^/dev/vda", "");
    return switch (command.program()) {
      case "lsblk" -> disks;
      case "mdadm" -> Recording.exited(0, "mdadm/4.4-examine-" + number + ".txt");
      default -> new Outcome.NotFound(command.program());
    };
  }

  private void sysfs(List<String> files) throws IOException {
    for (String line : files) {
      Path file = root.resolve("sys/block").resolve(line.substring(0, line.indexOf('=')));
      Files.createDirectories(file.getParent());
      Files.writeString(file, line.substring(line.indexOf('=') + 1) + "\n");
    }
  }

  private void recorded(String name) throws IOException {
    var outcome = (Outcome.Exited) Recording.exited(0, "mdadm/6.12-sysfs-" + name + ".txt");
    sysfs(outcome.stdout().lines().toList());
  }

  private static List<String> texts(CheckReport report) {
    return report.findings().stream()
        .map(each -> each.verdict().word() + " " + each.part() + ": " + each.text())
        .toList();
  }

  @Test
  void aServerWithoutSoftwareRaidPassesAndSaysSo() throws Exception {
    assertThat(checked())
        .isEqualTo(
            CheckReport.of(
                new CheckOrder.Raid(), Verdict.PASSED, "This server has no software RAID."));
  }

  @Test
  void whenTheDisksCannotBeListedNothingIsKnown() throws Exception {
    disks = new Outcome.NotFound("lsblk");

    assertThat(checked().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aMirrorWhoseMembersDifferIsAWarningAndADegradedOneAFailure() throws Exception {
    recorded("mismatch");

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason())
        .isEqualTo("/dev/md1: The array is degraded: 1 of 2 members is missing.");
    assertThat(texts(report))
        .containsExactly(
            "failed /dev/md1: The array is degraded: 1 of 2 members is missing.",
            "warning /dev/md0: Its members differ in 2048 sectors, says the last comparison."
                + " Swap space on a mirror can cause some; files should not.",
            "passed /dev/md0: It runs as raid1 with all its members.",
            "passed /dev/md2: It runs as raid5 with all its members.");
    assertThat(report.facts())
        .contains(
            new Fact("/dev/md0", "level", "raid1", ""),
            new Fact("/dev/md0", "mismatches", "2048", "sectors"),
            new Fact("/dev/vda8", "member of /dev/md2", "spare", ""));
  }

  @Test
  void aFaultyMemberIsNamedAlsoWhenASpareHasTakenItsPlace() throws Exception {
    recorded("degraded");

    assertThat(texts(checked()))
        .contains(
            "failed /dev/vda6: This member of /dev/md2 is faulty and out of use.",
            "passed /dev/md2: It runs as raid5 with all its members.",
            "failed /dev/md3: The array is degraded: 1 of 2 members is missing.");
  }

  @Test
  void anArrayThatIsBeingRebuiltIsAWarningWithPerCent() throws Exception {
    sysfs(
        List.of(
            "md0/md/level=raid1",
            "md0/md/array_state=clean",
            "md0/md/raid_disks=2",
            "md0/md/degraded=1",
            "md0/md/sync_action=recover",
            "md0/md/sync_completed=250 / 1000"));

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(report.reason())
        .isEqualTo(
            "/dev/md0: The array is degraded: 1 of 2 members is missing."
                + " It is being rebuilt: recover, 25 % done.");
  }

  @Test
  void anArrayThatDoesNotRunHasFailedAndOneWithoutAStateIsNotKnown() throws Exception {
    sysfs(List.of("md0/md/array_state=inactive", "md1/md/level=raid1"));

    assertThat(texts(checked()))
        .containsExactly(
            "failed /dev/md0: The array does not run: its state is inactive.",
            "inconclusive /dev/md1: The kernel does not tell its state.");
  }

  @Test
  void arraysThatAreNotAssembledAreLeftSoAndReadFromTheirSuperblocks() throws Exception {
    disks = Recording.exited(0, "lsblk/2.41-raid-members.json");

    CheckReport report = checked();

    assertThat(texts(report))
        .containsExactly(
            "failed lifeboot:3: The array is degraded: 1 of 2 members is missing.",
            "failed lifeboot:1: The array is degraded: 1 of 2 members is missing.",
            "warning /dev/vda10: This member of lifeboot:3 was left behind:"
                + " it has seen 2 changes of the array, others 7.",
            "warning /dev/vda6: This member of lifeboot:2 was left behind:"
                + " it has seen 18 changes of the array, others 37.",
            "passed lifeboot:0: All members are there; it is not assembled, and was left so.",
            "passed lifeboot:1: It was in use when the server stopped:"
                + " it will be synchronised when it is assembled.",
            "passed lifeboot:2: All members are there; it is not assembled, and was left so.");
    assertThat(asked).allMatch(words -> words.startsWith("lsblk") || words.contains("--examine"));
    assertThat(watch.evidence.get("mdadm")).contains("Array UUID");
  }

  @Test
  void membersOfAnAssembledArrayAreNotReadAgain() throws Exception {
    disks = Recording.exited(0, "lsblk/2.41-raid-members.json");
    recorded("degraded");

    checked();

    assertThat(asked).doesNotContain("mdadm --examine /dev/vda9");
    assertThat(asked).contains("mdadm --examine /dev/vda10");
  }

  @Test
  void aSpareOfAnOldSuperblockIsKnownByItsTable() {
    var answer =
        new Outcome.Exited(
            0,
            """
                       UUID : 21ccd4e3:29f52857:7fd35834:66116f37 (local to host lifeboot)
                 Raid Level : raid1
               Raid Devices : 2
                      State : clean
                     Events : 0.34
                  Number   Major   Minor   RaidDevice State
            this     2       8       33        2      spare   /dev/sdc1
               0     0       8        1        0      active sync   /dev/sda1
            """,
            "");

    var member = ((Mdadm.Report.Found) Mdadm.report("/dev/sdc1", answer)).member();

    assertThat(member.spare()).isTrue();
    assertThat(member.events()).isEqualTo(34);
    assertThat(member.arrayUuid()).isEqualTo("21ccd4e3:29f52857:7fd35834:66116f37");
  }

  @Test
  void aMemberThatCannotBeReadIsNotKnown() {
    assertThat(Mdadm.report("/dev/sda1", new Outcome.Exited(1, "", "mdadm: No md superblock")))
        .isInstanceOf(Mdadm.Report.Unreadable.class);
    assertThat(Mdadm.report("/dev/sda1", new Outcome.Exited(0, "/dev/sda1:\n  Magic : ISW\n", "")))
        .isInstanceOf(Mdadm.Report.Unreadable.class);
    assertThat(Mdadm.report("/dev/sda1", new Outcome.NotFound("mdadm")))
        .isInstanceOf(Mdadm.Report.Unreadable.class);
  }
}
