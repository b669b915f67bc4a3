package org.lifeboot.agent.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;
import org.lifeboot.protocol.Inventory.Smart;
import org.lifeboot.protocol.Verdict;

class SmartctlTest {

  private static Smartctl.Report recorded(int code, String name) {
    return Smartctl.report(Recording.exited(code, "smartctl/" + name));
  }

  private static Smart said(int code, String json) {
    return Smartctl.report(new Outcome.Exited(code, json, "")).smart();
  }

  @Test
  void smartctlIsAskedForIdentityHealthAndCountersAndNothingThatChangesTheDrive() {
    assertThat(Smartctl.command("/dev/sda").arguments())
        .containsExactly("smartctl", "--json", "-i", "-H", "-A", "--", "/dev/sda");
  }

  @Test
  void aHealthyAtaDrivePasses() {
    assertThat(recorded(0, "7.4-ata-healthy.json"))
        .isEqualTo(
            new Smartctl.Report(
                "VIRTUAL ATA",
                "AHCI-0001",
                "2.5+",
                new Smart(Verdict.PASSED, "The drive says it is healthy.")));
  }

  @Test
  void aHealthyNvmeDrivePasses() {
    assertThat(recorded(0, "7.4-nvme-healthy.json").smart().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void anNvmeDriveWithCriticalWarningsFailsAndSaysWhichInWords() {
    assertThat(recorded(8, "7.4-nvme-degraded-and-read-only.json").smart())
        .isEqualTo(
            new Smart(
                Verdict.FAILED,
                "The drive says: its reliability is degraded by media or internal errors;"
                    + " it has become read-only."));
  }

  @Test
  void anNvmeDriveThatIsOnlyTooHotIsAWarning() {
    assertThat(recorded(8, "7.4-nvme-temperature.json").smart())
        .isEqualTo(
            new Smart(Verdict.WARNING, "The drive says: its temperature is outside the limits."));
  }

  @Test
  void aDriveWithoutSmartIsNotPassed() {
    assertThat(recorded(0, "7.4-scsi-without-smart.json"))
        .isEqualTo(
            new Smartctl.Report(
                "QEMU QEMU HARDDISK",
                "SCSI-0001",
                "2.5+",
                new Smart(Verdict.INCONCLUSIVE, "This drive does not report SMART health.")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 7.4-virtio.json | /dev/vda: Unable to detect device type",
        "1 | 7.4-usb-bridge-unknown.json | /dev/sdb: Unknown USB bridge [0x46f4:0x0001 (0x000)]",
        "2 | 7.4-no-such-device.json"
            + " | Smartctl open device: /dev/nosuch failed: No such device",
      })
  void withoutAReportTheVerdictIsInconclusiveAndSmartctlsWordsAreTold(
      int code, String recording, String words) {
    assertThat(recorded(code, recording).smart())
        .isEqualTo(
            new Smart(Verdict.INCONCLUSIVE, "The drive gave no SMART report: " + words + "."));
  }

  @Test
  void aPassBesideAnExitBitForNoReportIsNotAPass() {
    assertThat(said(0b10, "{\"smart_status\":{\"passed\":true}}").verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aPassOfWhichPartCouldNotBeReadIsNotAPass() {
    assertThat(said(0b100, "{\"smart_status\":{\"passed\":true}}").verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aDriveThatSaysItIsFailingHasFailed() {
    assertThat(said(0b1000, "{\"smart_status\":{\"passed\":false}}"))
        .isEqualTo(new Smart(Verdict.FAILED, "The drive says: it is failing or about to fail."));
  }

  @Test
  void aCriticalWarningThatNobodyKnowsYetIsAFailureToo() {
    assertThat(
            said(
                    0b1000,
                    "{\"smart_status\":{\"passed\":false},"
                        + "\"nvme_smart_health_information_log\":{\"critical_warning\":64}}")
                .verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void sectorsThatWaitToBeReplacedAreAWarning() {
    assertThat(
            said(
                0,
                "{\"smart_status\":{\"passed\":true},\"ata_smart_attributes\":{\"table\":["
                    + "{\"id\":197,\"raw\":{\"value\":8}},{\"id\":198,\"raw\":{\"value\":0}}]}}"))
        .isEqualTo(
            new Smart(
                Verdict.WARNING,
                "The drive says: 8 sectors could not be read and wait to be replaced."));
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 4, 1 << 5, 1 << 7})
  void exitBitsThatSpeakOfTheDriveAreAWarning(int code) {
    assertThat(said(code, "{\"smart_status\":{\"passed\":true}}").verdict())
        .isEqualTo(Verdict.WARNING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "[]",
        "{\"smart_status\":null}",
        "{\"smart_status\":{\"passed\":null}}",
        "{\"smart_status\":\"passed\"}",
        "{\"smart_status\":{\"passed\":tr"
      })
  void whatCannotBeUnderstoodIsNeverAPass(String json) {
    assertThat(said(0, json).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aDriveThatDoesNotAnswerInTimeIsInconclusive() {
    assertThat(Smartctl.report(new Outcome.TimedOut(Duration.ofSeconds(45))).smart())
        .isEqualTo(
            new Smart(Verdict.INCONCLUSIVE, "The drive gave no SMART report: no end after 45 s."));
  }

  @Test
  void controlCharactersInADrivesNameAreGone() {
    var report =
        Smartctl.report(
            new Outcome.Exited(
                0, "{\"model_name\":\"A\\u001b[2JB\\n\",\"serial_number\":\" \"}", ""));

    assertThat(report.model()).isEqualTo("A [2JB");
    assertThat(report.serial()).isEmpty();
  }
}
