package org.lifeboot.agent.check.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Real file systems in image files, made and damaged here. After each test the image is what it
/// was, and nothing is left: no copy, no loop device, no mount.
@Timeout(120)
class FilesystemCheckTest {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  private static final String SOUND =
      "The file system is sound: a rehearsed repair changed nothing.";

  @TempDir Path folder;

  private final ProcessTools real = new ProcessTools();
  private final InsteadOf tools = new InsteadOf();
  private final RememberingWatch watch = new RememberingWatch();

  private Path image() {
    return folder.resolve("disk.img");
  }

  private Path copies() {
    return folder.resolve("copies");
  }

  @BeforeEach
  void makeRoomForCopies() throws IOException {
    Files.createDirectories(copies());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    assertThat(copies()).isEmptyDirectory();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    assertThat(said("losetup", "--list", "--noheadings", "--output", "BACK-FILE"))
        .doesNotContain(folder.toString());
  }

  private String said(String... words) {
    Outcome outcome = real.run(Command.of(Duration.ofSeconds(60), words));
    return outcome instanceof Outcome.Exited(_, String out, String error) ? out + error : "";
  }

  private void made(String... words) {
    Outcome outcome = real.run(Command.of(Duration.ofSeconds(60), words));
    assertThat(outcome).as(outcome.inWords()).matches(end -> end.problem("").isEmpty());
  }

  private void size(long bytes) throws IOException {
    try (var file = new RandomAccessFile(image().toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  private void overwritten(long offset, byte[] bytes) throws IOException {
    try (var file = new RandomAccessFile(image().toFile(), "rw")) {
      file.seek(offset);
      file.write(bytes);
    }
  }

  /// 32 MiB in blocks of 1 KiB, so that block 8,193 holds the first copy of the superblock; a
  /// folder `/data` with 40 files.
  private void ext4(String... more) throws IOException {
    Path files = Files.createDirectories(folder.resolve("files/data"));
    for (int i = 0; i < 40; i++) {
      Files.writeString(files.resolve("file" + i), "number " + i);
    }
    size(32L * MIB);
    var words = new ArrayList<>(List.of("mke2fs", "-q", "-F", "-t", "ext4", "-b", "1024"));
    words.addAll(List.of(more));
    words.addAll(List.of("-d", folder.resolve("files").toString(), image().toString()));
    made(words.toArray(String[]::new));
  }

  private void formatted(long bytes, String... words) throws IOException {
    size(bytes);
    made(words);
  }

  /// Kinds whose tools not everybody has.
  private void otherwiseFormatted(int mebibytes, String make) throws IOException {
    size((long) mebibytes * MIB);
    Outcome outcome =
        real.run(Command.of(Duration.ofSeconds(60), (make + " " + image()).split(" ", -1)));
    assumeTrue(!(outcome instanceof Outcome.NotFound), "not installed: " + make);
    assertThat(outcome.problem("")).isEmpty();
  }

  private FilesystemCheck check(String target) {
    var stands = new Stands(new Claims(tools), new ScratchCopy(tools, List.of(copies())));
    return new FilesystemCheck(new CheckOrder.Filesystem(target), tools, stands);
  }

  /// The image's SHA-256 is the same before and after.
  private CheckReport checked() throws Exception {
    String before = sha256();
    CheckReport report = check(image().toString()).run(watch);
    assertThat(sha256()).isEqualTo(before);
    assertThat(report.target()).isEqualTo(image().toString());
    assertThat(report.findings()).hasSizeLessThanOrEqualTo(CheckReport.MOST_FINDINGS);
    return report;
  }

  private String sha256() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (var in = new DigestInputStream(Files.newInputStream(image()), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<String> texts(CheckReport report) {
    return report.findings().stream()
        .map(each -> each.verdict().word() + " " + each.part() + ": " + each.text())
        .toList();
  }

  private CheckReport inconclusive() throws Exception {
    CheckReport report = checked();
    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).isNotBlank();
    return report;
  }

  @Test
  void aSoundExt4PassesAndTellsWhatItIsAndHowMuchIsFree() throws Exception {
    ext4("-L", "root");

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).isEqualTo(SOUND);
    assertThat(report.findings()).isEmpty();
    assertThat(report.facts())
        .contains(
            new Fact("", "file system", "ext4", ""),
            new Fact("", "label", "root", ""),
            new Fact("", "size", Long.toString(32L * MIB), "bytes"));
    assertThat(watch.steps).contains(": rehearsing the repair");
    assertThat(watch.fraction).isEqualTo(1);
    assertThat(watch.evidence.get("e2fsck")).contains("Pass 5:").contains("[exit code 0]");
  }

  @Test
  void aLostFolderIsADamageWhoseFilesWouldLieInLostAndFound() throws Exception {
    ext4();
    made("debugfs", "-w", "-R", "clri /data", image().toString());

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason())
        .matches(
            "The file system is damaged: a repair would make 8\\d changes; 1 of them would give up"
                + " files, their names or parts of them\\.");
    assertThat(texts(report).getFirst())
        .isEqualTo(
            "failed directory /: Entry 'data' in / (2) has deleted/unused inode 12."
                + " → it would be cleared");
    assertThat(texts(report))
        .contains(
            "failed inode 13: Unattached inode 13 → it would be moved to lost+found",
            "warning lost+found: 40 entries lie in lost+found after the rehearsed repair:"
                + " files that had lost their names.");
  }

  @Test
  void whereTheSuperblockIsGoneItsCopyIsFoundAndToldAsADamage() throws Exception {
    ext4();
    overwritten(0, new byte[4 * KIB]);

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).startsWith("The beginning of this ext file system is gone");
    assertThat(texts(report))
        .contains("failed superblock: The superblock is gone; a copy of it was found.");
  }

  @Test
  void whereTheSuperblockAndAllItsCopiesAreGoneNothingIsKnown() throws Exception {
    ext4();
    overwritten(0, new byte[4 * KIB]);
    overwritten(8193L * KIB, new byte[4 * KIB]);
    overwritten(24_577L * KIB, new byte[4 * KIB]);

    assertThat(inconclusive().reason())
        .isEqualTo("No file system, nor a trace of one, was found on it.");
  }

  @Test
  void anExt4WhoseEndIsCutOffHasFailedBeforeAnyRepair() throws Exception {
    ext4();
    size(20L * MIB);

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason())
        .isEqualTo("The file system says it is larger than what it lies on: 32.0 MiB on 20.0 MiB.");
    assertThat(texts(report))
        .containsExactly("failed : The last 12582912 bytes of it are not there.");
    assertThat(tools.asked()).noneMatch(words -> words.startsWith("e2fsck"));
  }

  /// Its journal is damaged too, so that already the replay becomes a repair of everything.
  @Test
  void anExt4WhoseInodesAreRandomBytesHasFailedWithFewEnoughFindings() throws Exception {
    ext4();
    var random = new byte[2 * MIB];
    new Random(7).nextBytes(random);
    overwritten(64L * KIB, random);

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(texts(report))
        .contains("failed inode 1: Inode 1 seems to contain garbage. → it would be cleared");
  }

  @Test
  void aFullFileSystemIsAWarning() throws Exception {
    formatted(8L * MIB, "mke2fs", "-q", "-F", "-t", "ext4", "-m", "0", image().toString());
    Path large = folder.resolve("large");
    Files.write(large, "not a hole".repeat(MIB).getBytes(StandardCharsets.US_ASCII));
    said("debugfs", "-w", "-R", "write " + large + " large", image().toString());

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(report.reason())
        .isEqualTo(
            "The file system is sound, but: The file system is full: 0 bytes of 8.0 MiB are free.");
    assertThat(report.findings()).extracting(Finding::part).containsExactly("space");
  }

  @Test
  void aSoundFatPasses() throws Exception {
    formatted(64L * MIB, "mkfs.vfat", image().toString());

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts()).contains(new Fact("", "file system", "vfat", ""));
  }

  @Test
  void aFatWhoseTableIsDamagedHasFailed() throws Exception {
    formatted(64L * MIB, "mkfs.vfat", "-a", "-F", "16", "-R", "1", "-f", "2", image().toString());
    overwritten(512 + 64, new byte[] {9, 0, 17, 0, 4, 0, 33, 0, 2, 0});

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).startsWith("The file system is damaged: a repair would make ");
    assertThat(report.findings()).isNotEmpty();
  }

  @Test
  void aSoundXfsPasses() throws Exception {
    formatted(320L * MIB, "mkfs.xfs", "-q", image().toString());

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).isEqualTo(SOUND);
    assertThat(report.facts()).extracting(Fact::name).contains("size", "free space");
  }

  @Test
  void anXfsWithoutItsFirstAllocationGroupHasFailed() throws Exception {
    formatted(320L * MIB, "mkfs.xfs", "-q", image().toString());
    overwritten(512, new byte[128 * KIB]);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings()).isNotEmpty();
  }

  @Test
  void aSoundBtrfsPasses() throws Exception {
    formatted(128L * MIB, "mkfs.btrfs", "-q", image().toString());

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aBtrfsWhoseTreesAreGoneHasFailed() throws Exception {
    formatted(128L * MIB, "mkfs.btrfs", "-q", image().toString());
    overwritten(5L * MIB, new byte[60 * MIB]);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
    assertThat(tools.asked()).noneMatch(words -> words.contains("--repair"));
  }

  @ParameterizedTest
  @CsvSource({
    "exfat, 64, mkfs.exfat",
    "ntfs, 64, mkfs.ntfs -F -q",
    "f2fs, 128, mkfs.f2fs -q",
    "jfs, 64, mkfs.jfs -q",
    "reiserfs, 64, mkfs.reiserfs -q -ff"
  })
  void aSoundFileSystemOfEveryOtherKindPasses(String kind, int mebibytes, String make)
      throws Exception {
    otherwiseFormatted(mebibytes, make);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts()).contains(new Fact("", "file system", kind, ""));
  }

  /// Behind the superblock, and for ReiserFS behind the journal: where the tree begins.
  @ParameterizedTest
  @CsvSource({
    "64, 80, mkfs.exfat",
    "64, 80, mkfs.ntfs -F -q",
    "128, 80, mkfs.f2fs -q",
    "64, 80, mkfs.jfs -q",
    "64, 32840, mkfs.reiserfs -q -ff"
  })
  void aFileSystemOfNoKindIsSoundWithRandomBytesInIt(int mebibytes, int fromKib, String make)
      throws Exception {
    otherwiseFormatted(mebibytes, make);
    var random = new byte[12 * MIB];
    new Random(7).nextBytes(random);
    overwritten((long) fromKib * KIB, random);

    CheckReport report = checked();

    assertThat(report.verdict())
        .as(make + ": " + report.reason())
        .isIn(Verdict.FAILED, Verdict.INCONCLUSIVE);
  }

  @Test
  void anNtfsWithoutItsTableOfFilesIsToldInAnOwnersWords() throws Exception {
    otherwiseFormatted(64, "mkfs.ntfs -F -q");
    var random = new byte[KIB];
    new Random(7).nextBytes(random);
    overwritten(16 * KIB, random);

    CheckReport report = checked();

    assertThat(report.reason())
        .isEqualTo(
            "The table of all files (MFT) of this NTFS cannot be read. The tools here do not repair"
                + " that; Windows' chkdsk /f may.");
  }

  @Test
  void anF2fsWithoutAnyCheckpointIsDamagedAndNotUnknown() throws Exception {
    otherwiseFormatted(128, "mkfs.f2fs -q");
    var random = new byte[12 * MIB];
    new Random(7).nextBytes(random);
    overwritten(80L * KIB, random);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).contains("beyond what fsck.f2fs repairs");
  }

  @Test
  void whatF2fsSaysOfEachSegmentIsOneThingForAPersonAndTheCopyIsNotNamed() throws Exception {
    otherwiseFormatted(128, "mkfs.f2fs -q");
    var random = new byte[64 * KIB];
    new Random(7).nextBytes(random);
    overwritten(6L * MIB, random);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings())
        .extracting(Finding::text)
        .anyMatch(
            text ->
                text.startsWith(
                    "The map of used blocks does not fit the blocks that are in use. ("))
        .noneMatch(text -> text.contains("ASSERT") || text.contains(copies().toString()));
  }

  @Test
  void swapSpaceIsNotAFileSystem() throws Exception {
    formatted(4L * MIB, "mkswap", image().toString());

    assertThat(inconclusive().reason())
        .isEqualTo("This is swap space, not a file system: there is nothing to check.");
  }

  @Test
  void anEmptyImageAndOneOfNoBytesHoldNoFileSystem() throws Exception {
    size(4L * MIB);
    assertThat(inconclusive().reason())
        .isEqualTo("There is no file system on it: wherever it was looked at there are zeros.");

    size(0);
    assertThat(inconclusive().reason()).isEqualTo("It is empty: 0 bytes.");
  }

  @Test
  void whatIsNotThereOrIsAFolderIsToldSo() throws Exception {
    CheckReport missing = check("/no/such/disk.img").run(watch);
    assertThat(missing.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(missing.reason()).isEqualTo("There is no /no/such/disk.img here.");

    CheckReport directory = check(copies().toString()).run(watch);
    assertThat(directory.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(directory.reason()).isEqualTo(copies() + " is neither a device nor an image file.");

    assertThat(check("").run(watch).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(check("\0").run(watch).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void withoutTheToolNothingIsKnown() throws Exception {
    ext4();
    tools.answering("e2fsck", new Outcome.NotFound("e2fsck"));

    assertThat(inconclusive().reason())
        .isEqualTo(
            "Nothing is known of the file system: e2fsck gave no answer,"
                + " there is no program e2fsck.");
  }

  @Test
  void aToolThatIsTooSlowOrKilledSaysNothing() throws Exception {
    ext4();
    tools.answering("e2fsck -f", new Outcome.TimedOut(Duration.ofHours(8)));
    assertThat(inconclusive().reason()).endsWith("e2fsck gave no answer, no end after 28800 s.");

    tools.answering("e2fsck -f", new Outcome.Exited(137, "", ""));
    assertThat(inconclusive().reason()).endsWith("e2fsck gave no answer, exit code 137.");

    tools.answering("e2fsck -f", new Outcome.NotStarted("Cannot allocate memory"));
    assertThat(inconclusive().reason()).contains("Cannot allocate memory");
  }

  @Test
  void aToolThatIsContentWithoutHavingCheckedSaysNothing() throws Exception {
    ext4();
    tools.answering("e2fsck -f", new Outcome.Exited(0, "\u001b[2J%n\u0000 nothing to do\n", ""));

    inconclusive();
  }

  @Test
  void withoutBlkidNothingIsKnown() throws Exception {
    ext4();
    tools.answering("blkid", new Outcome.NotFound("blkid"));

    assertThat(inconclusive().reason()).contains("there is no program blkid");
  }

  @Test
  void thousandsOfDamagesAreCountedAndTheFirstAreTold() throws Exception {
    ext4();
    String lines =
        IntStream.range(0, 20_000)
            .mapToObj("Inode %d ref count is 4, should be 3.  Fix? yes\n"::formatted)
            .collect(Collectors.joining());
    tools.answering("e2fsck -f", new Outcome.Exited(1, lines, ""));

    CheckReport report = checked();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason())
        .isEqualTo("The file system is damaged: a repair would make 20000 changes.");
    assertThat(report.findings()).hasSize(101);
    assertThat(report.findings().getLast().text())
        .isEqualTo("And 19900 more changes, listed in the tool's own output.");
    assertThat(watch.evidence.get("e2fsck")).contains("Inode 19999 ref count");
  }

  @Test
  void withoutRoomForACopyNothingIsTriedAndTheRoomIsNamed() throws Exception {
    ext4();
    tools.answering("stat", new Outcome.Exited(0, "99999999999 512\n", ""));

    assertThat(inconclusive().reason())
        .startsWith("There is no room for a copy to rehearse the repair on: 51.2 TiB are needed");
  }

  @Test
  void aCopyThatFailsIsNoFileSystemThatFails() throws Exception {
    ext4();
    tools.answering("cp ", new Outcome.Exited(1, "", "cp: error reading: Input/output error"));

    assertThat(inconclusive().reason()).contains("Input/output error");
  }

  @Test
  void whoCancelsInTheMiddleOfTheRepairOrTheCopyLeavesNothing() throws Exception {
    ext4();
    tools.cancellingAt("e2fsck -f");
    assertThatThrownBy(this::checked).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(copies()).isEmptyDirectory();

    tools.cancellingAt("cp ").answering("cp ", new Outcome.Stopped());
    assertThatThrownBy(this::checked).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  /// Mounts the image where nobody sees it, writes, and takes it away from the kernel as a power
  /// cut would.
  private void powerCut() throws IOException {
    Path mount = Files.createDirectories(folder.resolve("mount"));
    Outcome outcome =
        real.run(
            Command.of(
                Duration.ofSeconds(60),
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount -o loop \"$1\" \"$2\" && cd \"$2\" && mkdir a b && echo hello > a/file && rmdir b"
                    + " && sync a/file && xfs_io -x -c 'shutdown -f' . && cd / && umount \"$2\"",
                "sh",
                image().toString(),
                mount.toString()));
    assumeTrue(outcome.problem("").isEmpty(), "mounts need root: " + outcome.inWords());
  }

  @Test
  void anExt4AfterAPowerCutIsSoundOnceItsJournalIsReplayed() throws Exception {
    ext4();
    powerCut();

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).contains("once its journal is replayed");
    assertThat(texts(report))
        .containsExactly(
            "passed : The file system was not shut down cleanly: its journal still held changes.");
  }

  @Test
  void anXfsAfterAPowerCutIsSoundOnceTheKernelHasReplayedItsLogOnTheCopy() throws Exception {
    formatted(320L * MIB, "mkfs.xfs", "-q", image().toString());
    powerCut();

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).contains("once its journal is replayed");
    assertThat(tools.asked()).anyMatch(words -> words.startsWith("unshare --mount"));
  }

  /// xfs_repair writes the superblock anew before it says that it will not go on without the log.
  @Test
  void anXfsWithADamagedSuperblockAfterAPowerCutIsNoSoundOne() throws Exception {
    formatted(320L * MIB, "mkfs.xfs", "-q", image().toString());
    powerCut();
    overwritten(123, new byte[] {99});

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
    assertThat(texts(report)).anyMatch(text -> text.contains("bad primary superblock"));
  }

  @Test
  void anXfsWhoseLogCannotBeReplayedHereIsNotJudged() throws Exception {
    formatted(320L * MIB, "mkfs.xfs", "-q", image().toString());
    powerCut();
    tools.answering(
        "unshare", new Outcome.Exited(1, "", "unshare failed: Operation not permitted"));

    assertThat(inconclusive().reason()).contains("its log could not be replayed here");
  }
}
