package org.lifeboot.agent.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.layout.Layout;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.raid.RunningArray.Member;
import org.lifeboot.agent.storage.Disk;

/// A RAID 1 of /dev/sda1 and /dev/sdb1; /dev/sdc is new and blank.
class RefusalsTest {

  private static final long MIB = 1 << 20;
  private static final Member OLD = new Member("/dev/sda1", "in_sync", MIB);
  private static final Member OTHER = new Member("/dev/sdb1", "in_sync", MIB);
  private static final Block OLD_BLOCK = block("/dev/sda1", "/dev/sda", 1, 60);
  private static final Block OTHER_BLOCK = block("/dev/sdb1", "/dev/sdb", 1, 60);
  private static final TableCopy TABLE = new TableCopy("label: gpt\n", 100 * MIB);
  private static final Drives DRIVES =
      new Drives(
          Map.of(
              "/dev/sda",
              disk("/dev/sda", "ST4000NM0035", "ZC12345"),
              "/dev/sdc",
              disk("/dev/sdc", "HUS726T4TALA", "V6G7HXYZ")));

  private RunningArray array = array("raid1", "clean", "idle", 0, OLD, OTHER);
  private Wish wish = wish("/dev/sda1", false);
  private Block fresh = block("/dev/sdc", "/dev/sdc", 0, 200);
  private Layout layout = layout(Signature.NONE, "", List.of());
  private String holder = "";
  private Optional<TableCopy> table = Optional.of(TABLE);

  private static Disk disk(String device, String model, String serial) {
    return new Disk(device, model, serial, "", "sata", true, 200 * MIB, List.of());
  }

  private static Block block(String device, String disk, int partition, long mebibytes) {
    return new Block(device, disk, partition, mebibytes * MIB, false, 512);
  }

  private static RunningArray array(
      String level, String state, String action, int degraded, Member... members) {
    return new RunningArray(
        "/dev/md0", level, "1.2", state, action, 2, degraded, 59 * MIB, List.of(members));
  }

  private static Wish wish(String old, boolean failing) {
    Optional<String> named = old.equals("missing") ? Optional.empty() : Optional.of(old);
    return new Wish("/dev/md0", named, "/dev/sdc", failing, Path.of("/root/saved"));
  }

  private static Layout layout(Signature content, String table, List<String> troubles) {
    return new Layout("/dev/sdc", 200 * MIB, content, table, "", List.of(), troubles);
  }

  private Situation situation() {
    List<Block> others =
        List.of(OLD_BLOCK, OTHER_BLOCK).stream()
            .filter(each -> !wish.old().equals(Optional.of(each.device())))
            .toList();
    return new Situation(
        array,
        wish,
        DRIVES,
        fresh,
        layout,
        holder,
        Optional.of(OLD_BLOCK),
        table,
        "",
        wish.old().isEmpty() ? List.of(OTHER_BLOCK) : others);
  }

  private List<String> refusals() {
    return Refusals.of(situation());
  }

  private ReplacePlan plan() {
    assertThat(refusals()).isEmpty();
    return ReplacePlan.of(situation(), List.of());
  }

  @Test
  void aMemberThatWorksIsReadUntilTheNewOneHoldsAll() {
    assertThat(plan().commands())
        .containsExactly(
            "sfdisk --lock=yes --wipe=always --wipe-partitions=always /dev/sdc"
                + " </root/saved/new-table.sfdisk",
            "udevadm settle --timeout=30",
            "mdadm /dev/md0 --add /dev/sdc1",
            "mdadm /dev/md0 --replace /dev/sda1 --with /dev/sdc1",
            "(the kernel fills /dev/sdc1; lifeboot raid watch /dev/md0 shows it)",
            "mdadm /dev/md0 --remove /dev/sda1");
  }

  @Test
  void bothDisksAreNamedByModelAndSerialNumber() {
    assertThat(plan().old()).isEqualTo("/dev/sda1, on ST4000NM0035, serial number ZC12345");
    assertThat(plan().fresh()).isEqualTo("/dev/sdc, HUS726T4TALA, serial number V6G7HXYZ");
  }

  @Test
  void theWayBackIsToldForBeforeAndAfterTheEnd() {
    assertThat(plan().goBackBefore())
        .startsWith(
            "mdadm /dev/md0 --fail /dev/sdc1",
            "mdadm /dev/md0 --remove /dev/sdc1",
            "mdadm --zero-superblock /dev/sdc1")
        .endsWith("echo -want_replacement >/sys/block/md0/md/dev-sda1/state")
        .anyMatch(line -> line.startsWith("wipefs --all /dev/sdc && dd if=/root/saved/"));
    assertThat(plan().goBackAfter())
        .startsWith(
            "mdadm /dev/md0 --add /dev/sda1",
            "mdadm /dev/md0 --replace /dev/sdc1 --with /dev/sda1");
  }

  @Test
  void aFailingMemberLeavesOnlyAfterTheNewOneWasTaken() {
    wish = wish("/dev/sda1", true);

    assertThat(plan().commands())
        .containsSubsequence(
            "mdadm /dev/md0 --add /dev/sdc1",
            "mdadm /dev/md0 --fail /dev/sda1",
            "mdadm /dev/md0 --remove /dev/sda1");
  }

  @Test
  void aFaultyMemberIsRemovedWithoutBeingFailedAgain() {
    array = array("raid1", "clean", "idle", 1, new Member("/dev/sda1", "faulty", MIB), OTHER);

    assertThat(plan().commands())
        .contains("mdadm /dev/md0 --remove /dev/sda1")
        .noneMatch(command -> command.contains("--fail"));
  }

  @Test
  void whatTheKernelReplacesByItselfIsOnlyAdded() {
    Member bad = new Member("/dev/sda1", "in_sync,want_replacement", MIB);
    array = array("raid1", "clean", "idle", 0, bad, OTHER);

    assertThat(plan().commands()).noneMatch(command -> command.contains("--replace"));
  }

  @Test
  void aMissingMembersPlaceIsFilled() {
    array = array("raid1", "clean", "idle", 1, OTHER);
    wish = wish("missing", false);

    assertThat(plan().commands()).contains("mdadm /dev/md0 --add /dev/sdc1").hasSize(4);
    assertThat(plan().old()).isEmpty();
  }

  @Test
  void nothingIsMissingWhereNothingIs() {
    wish = wish("missing", false);

    assertThat(refusals()).singleElement().asString().contains("misses no member", "/dev/sda1");
  }

  @Test
  void aDiskThatIsNoMemberIsRefusedAndTheMembersAreNamed() {
    wish = wish("/dev/sdd1", false);

    assertThat(refusals())
        .contains(
            "/dev/sdd1 is no member of /dev/md0; its members are: /dev/sda1 (in_sync), /dev/sdb1"
                + " (in_sync).");
  }

  @Test
  void theOnlyGoodMemberIsNotTakenAway() {
    array = array("raid1", "clean", "idle", 1, OLD, new Member("/dev/sdb1", "faulty", MIB));
    wish = wish("/dev/sda1", true);

    assertThat(refusals()).singleElement().asString().startsWith("/dev/sda1 is needed");
  }

  @Test
  void aDegradedRaid5NeedsAllThatIsLeft() {
    array = array("raid5", "clean", "idle", 1, OLD, OTHER);
    wish = wish("/dev/sda1", true);

    assertThat(refusals()).singleElement().asString().startsWith("/dev/sda1 is needed");
  }

  @Test
  void aPlaceThatIsEmptyIsFilledFirst() {
    array = array("raid1", "clean", "idle", 1, OLD);

    assertThat(refusals()).singleElement().asString().contains("replace /dev/md0 missing NEW");
  }

  @Test
  void whatHoldsDataIsRefused() {
    layout = layout(new Signature("filesystem", "ext4", "1.0", "customers", ""), "", List.of());

    assertThat(refusals()).singleElement().asString().contains("holds ext4 (customers)");
  }

  @Test
  void aDiskWithPartitionsIsRefused() {
    layout = layout(Signature.NONE, "gpt", List.of());

    assertThat(refusals()).singleElement().asString().contains("has a partition table (gpt)");
  }

  @Test
  void whatIsNotKnownIsNotTakenForNothing() {
    layout = layout(Signature.NONE, "", List.of("It carries the signs of several things."));

    assertThat(refusals()).singleElement().asString().startsWith("What /dev/sdc holds");
  }

  @Test
  void whatSomebodyHoldsIsRefusedAndWhoIsNamed() {
    holder = "in use: /dev/sdc is mounted at /mnt since noon.";

    assertThat(refusals())
        .containsExactly("/dev/sdc is in use: /dev/sdc is mounted at /mnt since noon.");
  }

  @Test
  void aDiskThatIsTooSmallForThePartitionsIsRefused() {
    fresh = block("/dev/sdc", "/dev/sdc", 0, 99);

    assertThat(refusals()).singleElement().asString().contains("too small for the partitions");
  }

  @Test
  void aPartitionThatIsTooSmallIsRefused() {
    fresh = block("/dev/sdc1", "/dev/sdc", 1, 59);
    table = Optional.empty();

    assertThat(refusals()).singleElement().asString().contains("/dev/sdc1 is too small");
  }

  @Test
  void aPartitionOfItsOwnIsTakenAsItIs() {
    fresh = block("/dev/sdc1", "/dev/sdc", 1, 60);
    table = Optional.empty();

    assertThat(plan().first()).hasSize(2);
  }

  @Test
  void twoMembersOnOneDiskAreRefused() {
    fresh = block("/dev/sdb2", "/dev/sdb", 2, 60);
    table = Optional.empty();

    assertThat(refusals()).singleElement().asString().contains("both would go at once");
  }

  @Test
  void otherSectorsKeepTheTableFromBeingCopied() {
    fresh = new Block("/dev/sdc", "/dev/sdc", 0, 200 * MIB, false, 4096);

    assertThat(refusals()).singleElement().asString().contains("sectors of 4096 bytes");
  }

  @Test
  void largerSectorsThanTheOthersHaveAreRefusedInAPartitionToo() {
    fresh = new Block("/dev/sdc1", "/dev/sdc", 1, 60 * MIB, false, 4096);
    table = Optional.empty();

    assertThat(refusals()).singleElement().asString().contains("sectors of 4096 bytes, more than");
  }

  @Test
  void aJournalIsNoMemberThatHoldsData() {
    Member journal = new Member("/dev/sda1", "in_sync,journal", MIB);
    array = array("raid5", "clean", "idle", 0, journal, OTHER);

    assertThat(refusals()).singleElement().asString().contains("is the journal of /dev/md0");
  }

  @Test
  void aPlanIsTheSameOnlyForTheSameDisks() {
    ReplacePlan plan = plan();
    assertThat(plan.same(plan())).isTrue();

    fresh = block("/dev/sdc", "/dev/sdc", 0, 300);

    assertThat(plan.same(plan())).isFalse();
  }

  @Test
  void anArrayThatIsBusyOrKeepsNothingTwiceIsLeftAlone() {
    array = array("raid0", "clean", "recover", 0, OLD, OTHER);

    assertThat(refusals())
        .anyMatch(reason -> reason.contains("keeps nothing twice"))
        .anyMatch(reason -> reason.contains("The kernel is at work on /dev/md0 (recover)"));
  }

  @Test
  void anArrayOverSnapshotsIsNoArrayToRepair() {
    array = array("raid1", "clean", "idle", 0, new Member("/dev/dm-3", "in_sync", 0), OTHER);
    wish = wish("/dev/sdb1", false);

    assertThat(refusals()).anyMatch(reason -> reason.contains("lifeboot umount"));
  }
}
