package org.lifeboot.agent.check.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.hardware.DrivePlace;
import org.lifeboot.agent.hardware.SmartAddress;
import org.lifeboot.agent.hardware.Smartctl;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.agent.tool.Recording;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.SelfTest;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.Verdict;

@Timeout(60)
class SmartCheckTest {

  private static final String HEALTHY =
      "The drive says it is healthy, and nothing foretells a failure.";

  private final RememberingWatch watch = new RememberingWatch();

  private CheckReport checked(Tools tools, String target, SelfTest test)
      throws InterruptedException {
    var order = new CheckOrder.Smart(target, test);
    var place = new DrivePlace(Path.of("/no/such/root"));
    return new SmartCheck(order, tools, place, Duration.ofMillis(1)).run(watch);
  }

  private CheckReport recorded(int code, String name) throws InterruptedException {
    var tools =
        new RecordedTools().answering("smartctl", Recording.exited(code, "smartctl/" + name));
    return checked(tools, "/dev/sda", SelfTest.NONE);
  }

  private static CheckReport ata(String attributes) {
    return SmartCheck.stored(
        "/dev/sda",
        """
        {"json_format_version":[1,0],"device":{"protocol":"ATA"},"smart_status":{"passed":true},
         "ata_smart_attributes":{"table":[%s]}}
        """
            .formatted(attributes));
  }

  private static String attribute(int id, String raw) {
    return "{\"id\":%d,\"raw\":{\"value\":9,\"string\":\"%s\"}}".formatted(id, raw);
  }

  private static List<String> texts(CheckReport report) {
    return report.findings().stream()
        .map(each -> each.verdict().word() + ": " + each.text())
        .toList();
  }

  @Test
  void aHealthyAtaDrivePassesAndItsFactsAreTold() throws Exception {
    CheckReport report = recorded(0, "7.4-whole-ata-healthy.json");

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).isEqualTo(HEALTHY);
    assertThat(report.facts())
        .contains(
            new Fact("/dev/sda", "model", "VIRTUAL ATA", ""),
            new Fact("/dev/sda", "serial number", "AHCI-0001", ""),
            new Fact("/dev/sda", "size", "67108864", "bytes"),
            new Fact("/dev/sda", "temperature", "31", "°C"),
            new Fact("/dev/sda", "power-on time", "1", "hours"),
            new Fact("/dev/sda", "reallocated sectors", "0", ""));
    assertThat(watch.evidence.get("smartctl")).contains("AHCI-0001");
  }

  @Test
  void anNvmeDrivesCriticalWarningsAreToldInWords() throws Exception {
    CheckReport report = recorded(8, "7.4-whole-nvme-degraded-and-read-only.json");

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(texts(report))
        .containsExactly(
            "failed: Media or internal errors make it unreliable.",
            "failed: It has become read-only.");
  }

  @Test
  void aDriveWithoutSmartIsInconclusive() throws Exception {
    CheckReport report = recorded(4, "7.4-whole-scsi-without-smart.json");

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).startsWith("This drive does not report SMART health.");
  }

  @Test
  void aVirtualDriveIsNotEvenAsked() throws Exception {
    var tools = new RecordedTools();

    CheckReport report = checked(tools, "/dev/vda", SelfTest.NONE);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).isEqualTo("This is a virtual drive; it does not report SMART.");
    assertThat(tools.asked()).isEmpty();
  }

  @Test
  void withoutSmartctlNothingIsKnown() throws Exception {
    var tools = new RecordedTools().answering("smartctl", new Outcome.NotFound("smartctl"));

    assertThat(checked(tools, "/dev/sda", SelfTest.NONE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 12 | It counts 12 reallocated sectors.",
        "197 | 8 | It counts 8 sectors that wait to be reallocated.",
        "198 | 1 (2 3) | It counts 1 sectors its own scan cannot read.",
        "187 | 2 | It counts 2 reported uncorrectable errors.",
        "199 | 100 | It counts 100 interface CRC errors.",
        "188 | 200 | It counts 200 command time-outs.",
      })
  void whatForetellsTheFailureOfAnAtaDriveIsAWarning(int id, String raw, String text) {
    CheckReport report = ata(attribute(id, raw));

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(report.reason()).isEqualTo(text);
  }

  @Test
  void aFewInterfaceErrorsInALifeAreAFactAndNoWarning() {
    CheckReport report = ata(attribute(199, "3"));

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts()).contains(new Fact("/dev/sda", "interface CRC errors", "3", ""));
  }

  @Test
  void anAttributeBelowItsThresholdIsAFailure() {
    CheckReport report = ata("{\"id\":1,\"name\":\"Raw_Read_Error_Rate\",\"when_failed\":\"now\"}");

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason())
        .isEqualTo("The attribute \"Raw Read Error Rate\" is at or below its threshold.");
  }

  @Test
  void aSasDrivesDefectsAndUncorrectedErrorsAreWarnings() {
    CheckReport report =
        SmartCheck.stored(
            "",
            """
            {"json_format_version":[1,0],"device":{"name":"/dev/sdb","protocol":"SCSI"},
             "smart_status":{"passed":true},"scsi_grown_defect_list":4,
             "scsi_error_counter_log":{"read":{"total_uncorrected_errors":2}}}
            """);

    assertThat(texts(report))
        .containsExactly(
            "warning: It counts 4 grown defects.",
            "warning: It counts 2 uncorrected errors when reading.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"json_format_version\":[0,0],\"device\":{},\"smart_status\":{\"passed\":true}}",
        "{\"json_format_version\":[1,0],\"smart_status\":{\"passed\":true}}",
        "{\"json_format_version\":[1,0],\"device\":7,\"smart_status\":[]}",
        "{\"json_format_version\":[1,0],\"device\":{\"protocol\":\"ATA\"},\"smart_status\":"
            + "{\"passed\":\"yes\"},\"ata_smart_attributes\":{\"table\":[null,3,{\"raw\":{}}]}}",
        "{\"json_format_version\":[1,0],\"device\":{\"protocol\":\"ATA\"},\"smart_status\":"
            + "{\"passed\":true},\"smartctl\":{\"exit_status\":2}}",
        "{\"json_format_version\":[1,0],\"device\":{\"protocol\":\"ATA\"},\"smart_status\":"
            + "{\"passed\":true},\"smartctl\":{\"exit_status\":4}}",
      })
  void whatCannotBeUnderstoodIsNeverAPass(String json) {
    assertThat(SmartCheck.stored("", json).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void deeplyNestedNonsenseIsNoPassEither() {
    String nested = "{\"a\":".repeat(100_000);

    assertThat(SmartCheck.stored("", nested).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aRealShortSelfTestIsReadFromTheAtaLog() throws Exception {
    CheckReport report = recorded(0, "7.4-whole-ata-after-short-self-test.json");

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts())
        .contains(
            new Fact("/dev/sda", "last self-test", "Short offline: Completed without error", ""));
  }

  @Test
  void aSelfTestThatIsStillRunningIsInconclusiveForEachProtocol() {
    String ata = "\"ATA\"},\"ata_smart_data\":{\"self_test\":{\"status\":{\"value\":249}}}";
    String nvme =
        "\"NVMe\"},\"nvme_self_test_log\":{\"current_self_test_operation\":{\"value\":2}}";
    String scsi = "\"SCSI\"},\"scsi_self_test_0\":{\"result\":{\"value\":15}}";

    assertThat(List.of(ata, nvme, scsi))
        .map(rest -> withStatus(rest).reason())
        .containsExactly(
            "A self-test is running (10 % done).",
            "A self-test is running.", "A self-test is running.");
    assertThat(withStatus(nvme).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static CheckReport withStatus(String rest) {
    return SmartCheck.stored(
        "",
        "{\"json_format_version\":[1,0],\"smart_status\":{\"passed\":true},\"device\":{\"protocol\":"
            + rest
            + "}");
  }

  @Test
  void aSelfTestIsBegunFollowedAndReadFromItsNewEntry() throws Exception {
    var drive =
        new SelfTestingDrive(
            SelfTestingDrive.nvme(SelfTestingDrive.log(0, 0)),
            SelfTestingDrive.nvme(SelfTestingDrive.log(1, 0)),
            SelfTestingDrive.nvme(SelfTestingDrive.log(0, 0, 0)));

    CheckReport report = checked(drive, "/dev/nvme0n1", SelfTest.SHORT);

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).isEqualTo(HEALTHY + " The short self-test found nothing.");
    assertThat(watch.fraction).isEqualTo(0.4);
    assertThat(drive.asked)
        .contains("smartctl --json -t short -- /dev/nvme0n1")
        .doesNotContain("smartctl --json -X -- /dev/nvme0n1");
  }

  @ParameterizedTest
  @CsvSource({"7,FAILED", "1,INCONCLUSIVE", "2,INCONCLUSIVE", "15,INCONCLUSIVE"})
  void aSelfTestThatFailsOrIsAbortedIsNeverAPass(int result, Verdict verdict) throws Exception {
    var drive =
        new SelfTestingDrive(
            SelfTestingDrive.nvme(SelfTestingDrive.log(0, 0)),
            SelfTestingDrive.nvme(SelfTestingDrive.log(2, 0)),
            SelfTestingDrive.nvme(SelfTestingDrive.log(0, result, 0)));

    assertThat(checked(drive, "/dev/nvme0n1", SelfTest.LONG).verdict()).isEqualTo(verdict);
  }

  private static String withoutSelfTests() {
    return Recording.exited(0, "smartctl/7.4-more-nvme-without-self-tests.json")
            instanceof Outcome.Exited(_, String json, _)
        ? json
        : "";
  }

  private CheckReport nvmeThatSays(String more, SelfTest test) throws Exception {
    var tools =
        new RecordedTools()
            .answering(
                "smartctl --json -a", Recording.exited(0, "smartctl/7.4-whole-nvme-healthy.json"))
            .answering("smartctl --json=o -x", new Outcome.Exited(0, more, ""))
            .answering(
                "smartctl --json -t",
                Recording.exited(0, "smartctl/7.4-self-test-nvme-without.json"));
    CheckReport report = checked(tools, "/dev/nvme1n1", test);
    askedForATest = tools.askedInWords().stream().anyMatch(words -> words.contains(" -t "));
    return report;
  }

  private boolean askedForATest;

  @Test
  void aDriveThatOffersNoSelfTestIsJudgedByItsHealthDataWhenEverythingIsAskedFor()
      throws Exception {
    CheckReport report = nvmeThatSays(withoutSelfTests(), SelfTest.OFFERED);

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason())
        .isEqualTo(
            HEALTHY + " This drive offers no self-test. It was judged by its health data alone.");
    assertThat(askedForATest).isFalse();
  }

  @Test
  void whoAsksADriveForASelfTestThatItDoesNotOfferIsToldThatThereWasNone() throws Exception {
    CheckReport report = nvmeThatSays(withoutSelfTests(), SelfTest.SHORT);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).startsWith("This drive offers no self-test.");
    assertThat(askedForATest).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"smartctl\":{\"output\":[\"Optional Admin Commands (0x011a):   Format Self_Test\"]}}"
      })
  void aSelfTestWhoseEndIsNotLoggedIsInconclusiveUnlessTheDriveSaysThatItHasNone(String more)
      throws Exception {
    assertThat(nvmeThatSays(more, SelfTest.OFFERED).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(askedForATest).isTrue();
  }

  @Test
  void aDriveWithoutHealthDataStaysInconclusiveWhenEverythingIsAskedFor() throws Exception {
    var tools =
        new RecordedTools()
            .answering(
                "smartctl --json -a",
                Recording.exited(4, "smartctl/7.4-whole-scsi-without-smart.json"));

    assertThat(checked(tools, "/dev/sda", SelfTest.OFFERED).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(checked(new RecordedTools(), "/dev/vda", SelfTest.OFFERED).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ata_device_statistics\":{\"pages\":[{\"number\":3,\"table\":[{\"offset\":32,\"value\":8,"
            + "\"flags\":{\"valid\":true}}]}]}|It counts 8 reallocated sectors.",
        "\"ata_device_statistics\":{\"pages\":[{\"number\":4,\"table\":[{\"offset\":8,\"value\":2,"
            + "\"flags\":{\"valid\":true}}]}]}|It counts 2 reported uncorrectable errors.",
        "\"ata_device_statistics\":{\"pages\":[{\"number\":7,\"table\":[{\"offset\":8,\"value\":101,"
            + "\"flags\":{\"valid\":true}}]}]}|It has used 101 % of its rated endurance.",
        "\"ata_pending_defects_log\":{\"size\":255,\"count\":3}|It counts 3 pending defects.",
        "\"sata_phy_event_counters\":{\"table\":[{\"id\":1,\"value\":250}]}"
            + "|It counts 250 commands lost to errors of the link.",
        "\"ata_smart_error_log\":{\"extended\":{\"count\":1,\"table\":[{\"lifetime_hours\":900,"
            + "\"completion_registers\":{\"error\":64},\"error_description\":\"Error: UNC at LBA = 7\"}]}}"
            + "|Its error log holds 1 reads that failed (Error: UNC at LBA = 7)."
      })
  void whatOnlyTheWholeReportTellsForetellsFailureToo(String part, String text) {
    CheckReport report =
        SmartCheck.stored(
            "/dev/sda",
            "{\"json_format_version\":[1,0],\"device\":{\"protocol\":\"ATA\"},"
                + "\"smart_status\":{\"passed\":true},"
                + part
                + "}");

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(texts(report)).contains("warning: " + text);
  }

  @Test
  void aSoundDriveThatDoesNotKnowAllThatIsAskedPasses() throws Exception {
    var tools =
        new RecordedTools()
            .answering(
                "smartctl --json -a", Recording.exited(0, "smartctl/7.4-whole-ata-healthy.json"))
            .answering(
                "smartctl --json=o -x", Recording.exited(4, "smartctl/7.4-more-ata-healthy.json"));

    CheckReport report = checked(tools, "/dev/sda", SelfTest.NONE);

    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aCountThatAnAttributeHasToldIsNotToldTwiceAndAnInvalidOneNotAtAll() {
    CheckReport report =
        SmartCheck.stored(
            "/dev/sda",
            """
            {"json_format_version":[1,0],"device":{"protocol":"ATA"},"smart_status":{"passed":true},
             "ata_smart_attributes":{"table":[{"id":5,"raw":{"value":0,"string":"0"}}]},
             "ata_device_statistics":{"pages":[
              {"number":3,"table":[{"offset":32,"value":8,"flags":{"valid":true}}]},
              {"number":4,"table":[{"offset":8,"value":2,"flags":{"valid":false}}]}]}}
            """);

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.facts()).contains(new Fact("/dev/sda", "reallocated sectors", "0", ""));
  }

  @Test
  void aDriveThatBeginsNoTestAndShowsAnOldOneHasNotPassedIt() throws Exception {
    var drive = new SelfTestingDrive(SelfTestingDrive.nvme(SelfTestingDrive.log(0, 0)));

    CheckReport report = checked(drive, "/dev/nvme0n1", SelfTest.SHORT);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason())
        .isEqualTo("The self-test is over, and the drive has not logged how it ended.");
  }

  @Test
  void aTestThatRunsAlreadyIsNotDisturbed() throws Exception {
    var drive = new SelfTestingDrive(SelfTestingDrive.nvme(SelfTestingDrive.log(2, 0)));

    assertThat(checked(drive, "/dev/nvme0n1", SelfTest.SHORT).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(drive.asked).noneMatch(words -> words.contains("-t") || words.contains("-X"));
  }

  @Test
  void aCancelledSelfTestIsEndedOnTheDrive() {
    var drive =
        new SelfTestingDrive(
            SelfTestingDrive.nvme(SelfTestingDrive.log(0, 0)),
            SelfTestingDrive.nvme(SelfTestingDrive.log(2, 0)));
    Thread checker = Thread.currentThread();
    Thread.ofPlatform().start(() -> interruptWhenFollowed(checker));

    assertThatThrownBy(() -> checked(drive, "/dev/nvme0n1", SelfTest.LONG))
        .isInstanceOf(InterruptedException.class);
    assertThat(drive.asked.getLast()).isEqualTo("smartctl --json -X -- /dev/nvme0n1");
  }

  private void interruptWhenFollowed(Thread checker) {
    while (watch.fraction < 0) {
      Thread.onSpinWait();
    }
    checker.interrupt();
  }

  @Test
  void drivesBehindControllersAreFoundAndAskedByTheirType() {
    var scan =
        new Outcome.Exited(
            0,
            """
            {"devices":[{"name":"/dev/sda","type":"scsi"},{"name":"/dev/bus/0","type":"megaraid,5"},
             {"name":"/dev/sg0","type":"cciss,1"},{"name":"/dev/bus/0","type":"sat+megaraid,7"},null]}
            """,
            "");

    assertThat(Smartctl.behindControllers(scan))
        .containsExactly(
            new SmartAddress("/dev/bus/0", "megaraid,5"),
            new SmartAddress("/dev/sg0", "cciss,1"),
            new SmartAddress("/dev/bus/0", "sat+megaraid,7"));
    assertThat(Smartctl.behindControllers(Recording.exited(0, "smartctl/7.4-scan-open.json")))
        .isEmpty();
    assertThat(Smartctl.whole(SmartAddress.of("/dev/bus/0,sat+megaraid,7")).arguments())
        .containsExactly("smartctl", "--json", "-a", "-d", "sat+megaraid,7", "--", "/dev/bus/0");
    assertThat(SmartAddress.of("/dev/bus/0,sat+megaraid,7"))
        .hasToString("/dev/bus/0,sat+megaraid,7");
  }

  @Test
  void ofAControllersDiskTheDrivesBehindItAreNamed() throws Exception {
    var tools =
        new RecordedTools()
            .answering(
                "smartctl --json -a",
                new Outcome.Exited(
                    2,
                    """
                    {"json_format_version":[1,0],"smartctl":{"messages":[{"string":
                     "DELL or MegaRaid controller, please try adding '-d megaraid,N'"}]}}
                    """,
                    ""))
            .answering(
                "smartctl --json --scan-open",
                new Outcome.Exited(
                    0, "{\"devices\":[{\"name\":\"/dev/bus/0\",\"type\":\"megaraid,5\"}]}", ""));

    CheckReport report = checked(tools, "/dev/sda", SelfTest.NONE);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.findings().getFirst().advice())
        .isEqualTo("lifeboot check smart /dev/bus/0,megaraid,5");
  }
}
