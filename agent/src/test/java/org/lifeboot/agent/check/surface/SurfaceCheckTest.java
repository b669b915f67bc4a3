package org.lifeboot.agent.check.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

@Timeout(60)
class SurfaceCheckTest {

  private static final int MIB = 1 << 20;
  private static final String REPLACE =
      "Save the data of this disk elsewhere now, then have the disk replaced.";

  @TempDir Path folder;

  private final RememberingWatch watch = new RememberingWatch();
  private final RecordedTools tools = new RecordedTools();

  private SurfaceCheck check(String target, long from) {
    return new SurfaceCheck(new CheckOrder.Surface(target, from), new Claims(tools));
  }

  private CheckReport scanned(FakeMedium medium, long from) throws InterruptedException {
    return check("/dev/sdz", from).scan(medium, true, watch);
  }

  private CheckReport scanned(FakeMedium medium) throws InterruptedException {
    return scanned(medium, 0);
  }

  private static List<String> texts(CheckReport report) {
    return report.findings().stream()
        .map(each -> each.verdict().word() + " " + each.part() + ": " + each.text())
        .toList();
  }

  private static Fact bytes(String name, long value) {
    return new Fact("", name, Long.toString(value), "bytes");
  }

  @Test
  void aSoundDiskPassesAndItsMapHasNoHoles() throws Exception {
    CheckReport report = scanned(new FakeMedium(20L * MIB, 512));

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).isEqualTo("All 20.0 MiB could be read.");
    assertThat(report.findings()).isEmpty();
    assertThat(report.facts()).contains(bytes("size", 20L * MIB), bytes("read", 20L * MIB));
    assertThat(watch.series.get("latency in ms")).hasSize(20);
    assertThat(watch.series.get("read up to in bytes")).isEqualTo(Map.of(0.0, 20.0 * MIB));
    assertThat(watch.series).doesNotContainKey("unreadable in bytes");
    assertThat(watch.fraction).isEqualTo(1);
  }

  @Test
  void aSingleBadSectorIsNamedExactly() throws Exception {
    CheckReport report = scanned(new FakeMedium(8L * MIB, 512).bad(5_001, 5_001));

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason())
        .isEqualTo("1 sector (512 bytes) cannot be read (Input/output error).");
    assertThat(report.findings())
        .containsExactly(
            new Finding(
                "sector 5001",
                Verdict.FAILED,
                "Cannot be read: bytes 2560512–2561023 (512 bytes).",
                REPLACE));
    assertThat(report.facts())
        .contains(bytes("read", 8L * MIB - 512), bytes("unreadable", 512), bytes("not read", 0));
    assertThat(watch.series.get("unreadable in bytes")).isEqualTo(Map.of(2.0, 512.0));
    assertThat(watch.evidence.get("unreadable sectors")).isEqualTo("sector 5001\n");
  }

  @Test
  void badSectorsNextToEachOtherAreOneRangeAlsoAcrossRequests() throws Exception {
    CheckReport report =
        scanned(new FakeMedium(8L * MIB, 512).bad(2_040, 2_050).bad(0, 0).bad(16_383, 16_383));

    assertThat(texts(report))
        .containsExactly(
            "failed sector 0: Cannot be read: bytes 0–511 (512 bytes).",
            "failed sectors 2040–2050: Cannot be read: bytes 1044480–1050111 (5.5 KiB).",
            "failed sector 16383: Cannot be read: bytes 8388096–8388607 (512 bytes).");
  }

  @Test
  void aDiskThatBringsWhatStandsBeforeABadSectorIsReadAsExactly() throws Exception {
    CheckReport report =
        scanned(new FakeMedium(4L * MIB, 4_096).bad(300, 301).bad(303, 303).bringingWhatIsBefore());

    assertThat(texts(report))
        .containsExactly(
            "failed sectors 300–301: Cannot be read: bytes 1228800–1236991 (8.0 KiB).",
            "failed sector 303: Cannot be read: bytes 1241088–1245183 (4.0 KiB).");
    assertThat(report.facts()).contains(bytes("read", 4L * MIB - 3 * 4_096));
  }

  @Test
  void ofADeadEndTheBeginningIsExactAndTheRestIsTriedHereAndThere() throws Exception {
    var medium = new FakeMedium(4_096L * MIB, 4_096).bad(200_000, 4_096L * 256 - 1);

    CheckReport report = scanned(medium);

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings().getFirst().part()).startsWith("sectors 200000–");
    assertThat(texts(report))
        .anyMatch(text -> text.startsWith("failed") && text.contains("not looked for one by one"))
        .anyMatch(text -> text.startsWith("inconclusive") && text.contains("Not read, because"));
    assertThat(medium.requests.get()).isLessThan(10_000);
  }

  @Test
  void aDiskThatAnswersEveryRequestWithAnErrorHasFailed() throws Exception {
    CheckReport report = scanned(new FakeMedium(64L * MIB, 512).bad(0, 64L * 2_048 - 1));

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).isEqualTo("Nothing of it could be read (Input/output error).");
    assertThat(report.findings().size()).isLessThan(CheckReport.MOST_FINDINGS);
  }

  @Test
  void thousandsOfBadPlacesAreCountedAndTheFirstAreNamed() throws Exception {
    var medium = new FakeMedium(64L * MIB, 512);
    for (long sector = 7; sector < 64L * 2_048; sector += 100) {
      medium.bad(sector, sector);
    }

    CheckReport report = scanned(medium);

    assertThat(report.reason())
        .isEqualTo("1311 sectors (656 KiB) cannot be read (Input/output error).");
    assertThat(report.findings()).hasSize(301);
    assertThat(report.findings().getLast().text())
        .isEqualTo("There is more: 1011 × unreadable stretch.");
    assertThat(watch.evidence.getOrDefault("unreadable sectors", "").lines()).hasSize(1_311);
  }

  @Test
  void aDiskThatGoesAwayIsInconclusiveAndTheScanCanGoOn() throws Exception {
    CheckReport report = scanned(new FakeMedium(64L * MIB, 512).goneFrom(10L * MIB));

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason())
        .startsWith("The device has gone (No such device or address). Read up to byte 10485760: ");
    assertThat(report.findings().getFirst().advice())
        .startsWith("The scan can be gone on with from byte 10485760");
  }

  /// Several readers meet the end, and not always the first one first.
  @RepeatedTest(20)
  void anImageThatIsCutWhileItIsReadIsInconclusive() throws Exception {
    CheckReport report = scanned(new FakeMedium(64L * MIB, 512).endingAt(10L * MIB + 100));

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason())
        .startsWith(
            "It ends at byte 10485860, before the size that was told. Read up to byte 10485760: ");
  }

  @Test
  void aPlaceThatIsSlowTwiceIsAWarning() throws Exception {
    CheckReport report = scanned(new FakeMedium(4L * MIB, 512).slow(2L * MIB, true));

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(report.reason())
        .isEqualTo("All could be read, but 1 request took longer than a second, twice.");
    assertThat(report.findings().getFirst().part()).isEqualTo("sectors 4096–6143");
  }

  @Test
  void aPlaceThatWasSlowOnceWasABusyMoment() throws Exception {
    CheckReport report = scanned(new FakeMedium(4L * MIB, 512).slow(2L * MIB, false));

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts())
        .contains(new Fact("", "requests slower than a second, once", "1", "requests"));
  }

  @Test
  void aScanGoesOnWhereAnEarlierOneWasStopped() throws Exception {
    CheckReport report = scanned(new FakeMedium(8L * MIB, 512).bad(1, 1), 3L * MIB + 700);

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason())
        .isEqualTo(
            "All from byte 3146240 to the end could be read;"
                + " what stands before it was not looked at.");
    assertThat(report.facts()).contains(bytes("read", 8L * MIB - 3_146_240));
    assertThat(watch.steps).contains("/dev/sdz: reading from byte 3146240 on");
  }

  @Test
  void beyondTheEndThereIsNothingToReadAndThatIsNoPass() throws Exception {
    assertThat(scanned(new FakeMedium(8L * MIB, 512), 8L * MIB).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aCancelledScanHasToldHowFarItCame() throws Exception {
    var medium = new FakeMedium(64L * MIB, 512).slow(5L * MIB, true);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> scanned(medium)).isInstanceOf(InterruptedException.class);
    assertThat(watch.series).containsKey("read up to in bytes");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("surface reader"));
  }

  @Test
  void aRealFileIsReadToItsOddEnd() throws Exception {
    Path image = image(3 * MIB + 1_234);

    CheckReport report = check(image.toString(), 0).run(watch);

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts()).contains(bytes("read", 3L * MIB + 1_234));
    assertThat(tools.asked()).isEmpty();
  }

  @Test
  void anEmptyFileIsNoPass() throws Exception {
    CheckReport report = check(image(0).toString(), 0).run(watch);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).isEqualTo("It is empty: there is nothing to read.");
  }

  @Test
  void whatIsNotThereIsNoPass() throws Exception {
    CheckReport report = check(folder.resolve("no-such-disk").toString(), 0).run(watch);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).startsWith("There is no /");
  }

  @Test
  void whatIsNeitherDeviceNorFileIsNotOpened() throws Exception {
    CheckReport report = check("/dev/zero", 0).run(watch);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).isEqualTo("/dev/zero is neither a block device nor a file.");
    assertThat(tools.asked()).isEmpty();
  }

  private Path image(int bytes) throws IOException {
    return Files.write(folder.resolve("disk.img"), new byte[bytes]);
  }
}
