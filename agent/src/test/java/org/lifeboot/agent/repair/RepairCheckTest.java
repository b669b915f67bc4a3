package org.lifeboot.agent.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.check.filesystem.Stands;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Sha256;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.Verdict;

/// Real repairs of real file systems in image files, damaged here. After each test nothing is left.
@Timeout(180)
class RepairCheckTest {

  private static final String NONE = "0".repeat(64);

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();
  private final RememberingWatch watch = new RememberingWatch();

  @BeforeEach
  void makeRoomForCopies() throws IOException {
    Files.createDirectories(temporary());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    assertThat(temporary()).isEmptyDirectory();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
  }

  private Path temporary() {
    return folder.resolve("temporary");
  }

  private Path image() {
    return folder.resolve("disk.img");
  }

  private Path saved() {
    return folder.resolve("saved");
  }

  private void made(String... words) {
    Outcome outcome = tools.run(Command.of(Duration.ofSeconds(60), words));
    assertThat(outcome).as(outcome.inWords()).matches(end -> end.problem("").isEmpty());
  }

  private void shell(String line) {
    made("bash", "-ec", "cd " + folder + "; " + line);
  }

  private static void write(Path file, long offset, byte[] bytes) throws IOException {
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(offset);
      raw.write(bytes);
    }
  }

  /// A folder with 40 files has lost its inode.
  private void damagedExt4() {
    shell(
        "mkdir -p files/data; for i in $(seq 40); do echo number $i > files/data/$i; done;"
            + " truncate -s 32M disk.img; mke2fs -q -F -t ext4 -b 1024 -d files disk.img;"
            + " debugfs -w -R 'clri /data' disk.img");
  }

  /// The same, switched off while it was mounted: the journal holds changes too.
  private void damagedDirtyExt4() {
    damagedExt4();
    shell(
        "mkdir -p mounted; mount -o loop disk.img mounted; cp -r /etc/init.d mounted/more; sync;"
            + " cp --sparse=always disk.img dirty.img; umount mounted; mv dirty.img disk.img");
  }

  /// An allocation group counts wrongly, an inode is of no kind.
  private void damagedXfs(String moreWhileMounted) {
    shell(
        "truncate -s 320M disk.img; mkfs.xfs -q disk.img; mkdir -p mounted;"
            + " mount -o loop disk.img mounted; mkdir mounted/data;"
            + " for i in $(seq 60); do echo $i > mounted/data/$i; done;"
            + " dd if=/dev/urandom of=mounted/big bs=1M count=8 status=none; "
            + moreWhileMounted);
  }

  private String sha256() throws IOException {
    return Sha256.of(image());
  }

  private RepairMeans means(SavedPlace place) {
    return new RepairMeans(tools, new Claims(tools), temporary(), place);
  }

  private CheckReport checked() throws InterruptedException {
    var stands = new Stands(tools, new Claims(tools), List.of(temporary()));
    var order = new CheckOrder.Filesystem(image().toString());
    return new FilesystemCheck(order, tools, stands).run(watch);
  }

  private RepairOffer offer() throws InterruptedException {
    CheckReport report = checked();
    assertThat(report.repair()).as(report.toString()).hasSize(1);
    return report.repair().getFirst();
  }

  private CheckReport repaired(String fingerprint, SavedPlace place) throws InterruptedException {
    var order = new CheckOrder.Repair(image().toString(), fingerprint);
    CheckReport report = new RepairCheck(order, means(place)).run(watch);
    assertThat(report.check()).isEqualTo(CheckKind.REPAIR);
    return report;
  }

  private CheckReport repaired() throws InterruptedException {
    return repaired(offer().fingerprint(), new SavedInFile(saved()));
  }

  private CheckReport goneBack() throws InterruptedException {
    var order = new CheckOrder.Undo(image().toString(), "repair");
    return new UndoCheck(order, means(new SavedInFile(saved()))).run(watch);
  }

  private void refused(CheckReport report, String before) throws IOException {
    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).endsWith("Nothing was written.");
    assertThat(sha256()).isEqualTo(before);
  }

  /// Repaired, found clean, and gone back to every byte.
  private CheckReport thereAndBack() throws Exception {
    String before = sha256();
    CheckReport report = repaired();
    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason())
        .isEqualTo("The file system is repaired: a second check found it sound.");
    assertThat(sha256()).isNotEqualTo(before);
    assertThat(checked().verdict()).isIn(Verdict.PASSED, Verdict.WARNING);

    CheckReport back = goneBack();

    assertThat(back.verdict()).as(back.reason()).isEqualTo(Verdict.PASSED);
    assertThat(sha256()).isEqualTo(before);
    return report;
  }

  @Test
  void aDamagedExt4IsRepairedAndEveryByteComesBack() throws Exception {
    damagedExt4();

    thereAndBack();

    assertThat(Files.readString(saved(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .startsWith("E2UNDO02");
  }

  @Test
  void aDamagedExt4WithChangesInItsJournalIsRepairedAndEveryByteComesBack() throws Exception {
    damagedDirtyExt4();

    thereAndBack();
  }

  @Test
  void aDamagedXfsIsRepairedAndEveryByteComesBackItsFilesTooAreUntouched() throws Exception {
    damagedXfs("umount mounted");
    shell("xfs_db -x -c 'agf 1' -c 'write -d freeblks 5' disk.img");
    shell("xfs_db -x -c 'inode 140' -c 'write -d core.mode 0' disk.img || true");

    thereAndBack();

    assertThat(offer().kind()).isEqualTo(RepairOffer.Saved.BLOCKS);
  }

  @Test
  void aDamagedXfsWithALogToReplayIsRepairedAndEveryByteComesBack() throws Exception {
    damagedXfs(
        "umount mounted; mount -o loop disk.img mounted; touch mounted/new; sync -f mounted;"
            + " cp --sparse=always disk.img dirty.img; umount mounted; mv dirty.img disk.img;"
            + " xfs_db -x -c 'inode 140' -c 'write -d core.mode 0' disk.img || true");

    CheckReport report = thereAndBack();

    assertThat(report.facts()).anyMatch(fact -> fact.value().equals("xfs"));
    assertThat(watch.steps).contains(": replaying the log");
  }

  @Test
  void thePlanNamesTheCommandsWhatIsSavedAndTheWayBack() throws Exception {
    damagedExt4();
    String before = sha256();

    RepairOffer offer = offer();

    assertThat(sha256()).isEqualTo(before);
    assertThat(offer.fileSystem()).isEqualTo("ext4");
    assertThat(offer.commands())
        .containsExactly(
            "e2fsck -y -E journal_only -z lifeboot.e2undo " + image(),
            "e2fsck -f -y -C 2 -z lifeboot.e2undo " + image());
    assertThat(offer.kind()).isEqualTo(RepairOffer.Saved.E2FSCK_UNDO);
    assertThat(offer.goBack()).containsExactly("e2undo lifeboot.e2undo " + image());
    assertThat(offer.fingerprint()).isEqualTo(offer().fingerprint());
  }

  @Test
  void whatWasConfirmedForAnotherStateIsNotWritten() throws Exception {
    damagedExt4();
    String confirmed = offer().fingerprint();
    shell("debugfs -w -R 'set_inode_field <2> links_count 9' disk.img");
    String before = sha256();

    CheckReport report = repaired(confirmed, new SavedInFile(saved()));

    refused(report, before);
    assertThat(report.reason()).startsWith("The file system has changed since");
    assertThat(saved()).doesNotExist();
  }

  @Test
  void aFileSystemThatWasOnlyMountedSinceIsAnotherOne() throws Exception {
    damagedExt4();
    String confirmed = offer().fingerprint();
    shell("mkdir -p mounted; mount -o loop disk.img mounted; umount mounted");
    String before = sha256();

    refused(repaired(confirmed, new SavedInFile(saved())), before);
  }

  @Test
  void aSoundFileSystemIsLeftAlone() throws Exception {
    shell("truncate -s 32M disk.img; mke2fs -q -F -t ext4 disk.img");
    String before = sha256();

    refused(repaired(NONE, new SavedInFile(saved())), before);
    assertThat(checked().repair()).isEmpty();
  }

  @Test
  void withoutAPlaceForWhatIsSavedNothingIsWritten() throws Exception {
    damagedExt4();
    String before = sha256();
    String confirmed = offer().fingerprint();
    shell("mkdir small; mount -t tmpfs -o size=16k none small");
    try {
      CheckReport report = repaired(confirmed, new SavedInFile(folder.resolve("small/saved")));

      refused(report, before);
      assertThat(report.reason()).contains("could not be saved");
      assertThat(folder.resolve("small")).isEmptyDirectory();
    } finally {
      shell("umount small");
    }
  }

  @Test
  void whatWasSavedOfAnotherRepairIsNotOverwritten() throws Exception {
    damagedExt4();
    String before = sha256();
    Files.writeString(saved(), "another");

    refused(repaired(), before);

    assertThat(saved()).hasContent("another");
  }

  @Test
  void aPlaceThatRefusesKeepsTheRepairFromBeingWritten() throws Exception {
    damagedExt4();
    String before = sha256();

    CheckReport report = repaired(offer().fingerprint(), new Refusing());

    refused(report, before);
    assertThat(report.reason()).contains("the Manager says 507: no room");
  }

  /// A Manager without room.
  private record Refusing() implements SavedPlace {
    @Override
    public Optional<String> put(Path file, String sha256) {
      return Optional.of("the Manager says 507: no room.");
    }

    @Override
    public Optional<String> fetch(Path into) {
      return Optional.of("the Manager says 404: nothing is saved.");
    }

    @Override
    public String inWords() {
      return "in the Manager";
    }
  }

  @Test
  void anUndoFileOfE2fsckThatIsCutIsRefused() throws Exception {
    damagedExt4();
    repaired();
    String before = sha256();
    write(saved(), 0, new byte[0]);
    shell("truncate -s -3000 saved");

    refused(goneBack(), before);
  }

  @Test
  void anUndoFileOfE2fsckThatWasAlteredIsRefused() throws Exception {
    damagedExt4();
    repaired();
    String before = sha256();
    write(saved(), Files.size(saved()) / 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    refused(goneBack(), before);
  }

  @Test
  void savedBlocksThatAreCutAreRefusedAndSoAreAlteredOnes() throws Exception {
    damagedXfs("umount mounted; xfs_db -x -c 'agf 1' -c 'write -d freeblks 5' disk.img");
    repaired();
    String before = sha256();
    shell("cp saved whole; truncate -s -100 saved");
    refused(goneBack(), before);
    shell("cp whole saved");
    write(saved(), Files.size(saved()) / 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    refused(goneBack(), before);
  }

  @Test
  void anExt4ThatWasUsedSinceItsRepairIsNotTakenBack() throws Exception {
    damagedExt4();
    repaired();
    shell("mkdir -p mounted; mount -o loop disk.img mounted; touch mounted/new; umount mounted");

    refused(goneBack(), sha256());
  }

  @Test
  void anXfsThatWasUsedSinceItsRepairIsNotTakenBack() throws Exception {
    damagedXfs("umount mounted; xfs_db -x -c 'agf 1' -c 'write -d freeblks 5' disk.img");
    repaired();
    shell("mount -o loop disk.img mounted; touch mounted/new; umount mounted");
    String before = sha256();

    CheckReport report = goneBack();

    refused(report, before);
    assertThat(report.reason()).contains("blocks have been written since the repair");
  }

  @Test
  void aRepairThatWasBrokenOffInTheMiddleIsTakenBackToo() throws Exception {
    damagedXfs("umount mounted; xfs_db -x -c 'agf 1' -c 'write -d freeblks 5' disk.img");
    String before = sha256();
    shell("cp --sparse=always disk.img damaged.img");
    repaired();
    // as if the server had died after the first half of the blocks
    shell("dd if=damaged.img of=disk.img bs=1M skip=160 seek=160 conv=notrunc,sparse status=none");

    assertThat(goneBack().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void anExt4WhoseRepairDiedAfterItsFirstBlockIsTakenBackToo() throws Exception {
    damagedExt4();
    String before = sha256();
    shell("cp disk.img damaged.img");
    repaired();
    shell("dd if=disk.img of=damaged.img bs=4096 count=1 conv=notrunc; mv damaged.img disk.img");

    assertThat(goneBack().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void aMountedImageIsNotRepaired() throws Exception {
    damagedExt4();
    String confirmed = offer().fingerprint();
    shell("mkdir -p mounted; mount -o loop,ro,noload disk.img mounted");
    try {
      refused(repaired(confirmed, new SavedInFile(saved())), sha256());
    } finally {
      shell("umount mounted");
    }
  }

  @Test
  void aRepairThatIsCancelledBeforeItWritesWritesNothing() throws Exception {
    damagedExt4();
    String confirmed = offer().fingerprint();
    String before = sha256();
    var order = new CheckOrder.Repair(image().toString(), confirmed);

    Thread.currentThread().interrupt();
    Throwable thrown =
        org.assertj.core.api.Assertions.catchThrowable(
            () -> new RepairCheck(order, means(new SavedInFile(saved()))).run(watch));

    assertThat(thrown).isInstanceOf(InterruptedException.class);
    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void aDamagedFatIsRepairedAndEveryByteComesBack() throws Exception {
    shell(
        "truncate -s 16M disk.img; mkfs.fat disk.img > made; seq 9000 > file;"
            + " mcopy -i disk.img file ::file; mcopy -i disk.img file ::other");
    write(image(), 512L * 4 + 4, new byte[] {9, 0, 17, 0, 4, 0, 33, 0, 2, 0});

    thereAndBack();
  }

  @Test
  void aDamagedExfatIsRepairedAndEveryByteComesBack() throws Exception {
    shell("truncate -s 32M disk.img; mkfs.exfat disk.img > made");
    write(image(), 200, new byte[] {1, 2, 3, 4});

    thereAndBack();
  }

  @Test
  void aDamagedF2fsIsRepairedAndEveryByteComesBack() throws Exception {
    shell("truncate -s 128M disk.img; mkfs.f2fs -q disk.img > made");
    var random = new byte[64 << 10];
    new Random(7).nextBytes(random);
    write(image(), 6L << 20, random);

    thereAndBack();
  }

  @Test
  void aDamagedJfsIsRepairedAndEveryByteComesBack() throws Exception {
    shell("truncate -s 32M disk.img; mkfs.jfs -q disk.img > made");
    var random = new byte[4096];
    new Random(7).nextBytes(random);
    write(image(), 44L << 10, random);

    thereAndBack();
  }

  @Test
  void aDamagedBtrfsIsNotRepairedAndTheReportSaysWhatToDo() throws Exception {
    shell("truncate -s 128M disk.img; mkfs.btrfs -q disk.img > made");
    write(image(), 5L << 20, new byte[60 << 20]);

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.repair()).isEmpty();
    assertThat(report.findings()).anyMatch(finding -> finding.advice().contains("btrfs restore"));
  }

  @Test
  void whatTheRepairWouldLeaveCanBeLookedAtAndTheImageStaysAsItWas() throws Exception {
    damagedExt4();
    String before = sha256();
    var stands = new Stands(tools, new Claims(tools), List.of(temporary()));
    var preview = new Preview(tools, stands);
    CheckReport plan =
        new FilesystemCheck(new CheckOrder.Filesystem(image().toString()), tools, stands)
            .run(watch);
    String fingerprint = plan.repair().getFirst().fingerprint();

    try (var left = ((Preview.Answer.Ready) preview.of(image().toString(), fingerprint)).left()) {
      made("e2fsck", "-fn", left.path().toString());
      shell("debugfs -R 'ls -l /lost+found' " + left.path() + " | grep -c '#' | grep -qx 40");
      assertThat(left.trouble()).isEmpty();
    }
    assertThat(preview.of(image().toString(), NONE))
        .isInstanceOfSatisfying(
            Preview.Answer.Not.class, no -> assertThat(no.reason()).contains("has changed since"));
    assertThat(sha256()).isEqualTo(before);
  }
}
