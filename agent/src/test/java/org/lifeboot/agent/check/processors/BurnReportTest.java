package org.lifeboot.agent.check.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.check.processors.StressNg.Burn;
import org.lifeboot.agent.hardware.HardwareEvent;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

class BurnReportTest {

  private static final String TWO =
      """
      processor : 0
      model name : A
      physical id : 0
      core id : 0

      processor : 1
      model name : A
      physical id : 0
      core id : 1
      """;

  private static final Burn RIGHT = new Burn.Right();

  private static final BurnLog.Extremes COOL =
      new BurnLog.Extremes(List.of(), Map.of(), Map.of(), Map.of());

  private static final HardwareEvent CORRECTED =
      new HardwareEvent(HardwareEvent.Kind.CORRECTED, OptionalInt.of(1), "", "mce: …");

  private static BurnReport burned(Burn first, Burn second, BurnLog.Extremes extremes) {
    return new BurnReport(
        new CheckOrder.Processors(1),
        Processor.parse(TWO),
        List.of(new BurnStep(List.of(0), first, false), new BurnStep(List.of(1), second, false)),
        extremes);
  }

  private static CheckReport quiet(BurnReport report) {
    return report.with(List.of(), List.of(), true);
  }

  @Test
  void processorsThatComputedRightPass() {
    CheckReport report = quiet(burned(RIGHT, RIGHT, COOL));

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason())
        .isEqualTo("All 2 logical processors computed right, alone and all together.");
    assertThat(report.findings())
        .extracting(Finding::part, Finding::verdict)
        .containsExactly(tuple("CPU 0", Verdict.PASSED), tuple("CPU 1", Verdict.PASSED));
    assertThat(report.facts())
        .contains(new Fact("", "cores", "2", ""), new Fact("", "model", "A", ""));
  }

  @Test
  void aWrongResultFailsAndNamesTheProcessor() {
    CheckReport report = quiet(burned(RIGHT, new Burn.Wrong("sqrt"), COOL));

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).isEqualTo("CPU 1: It computed a wrong result: sqrt.");
  }

  @Test
  void aBurnThatBrokeOffIsNotPassed() {
    CheckReport report = quiet(burned(new Burn.Broken("no end after 9 s"), RIGHT, COOL));

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aCorrectedMachineCheckIsAWarningThatNamesTheProcessor() {
    CheckReport report =
        burned(RIGHT, RIGHT, COOL).with(List.of(), List.of(CORRECTED, CORRECTED), true);

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(report.findings().getFirst().part()).isEqualTo("CPU 1");
    assertThat(report.findings().getFirst().text())
        .isEqualTo("The hardware corrected an error during the check (2 times): mce: ….");
  }

  @Test
  void withoutTheKernelsMessagesNobodyKnowsOfMachineChecks() {
    CheckReport report = burned(RIGHT, RIGHT, COOL).with(List.of(), List.of(), false);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void throttlingAndHeatAreWarnings() {
    var hot =
        new BurnLog.Extremes(
            List.of(new Sensors.Temperature("Package id 0", 101, Optional.of(100.0))),
            Map.of(),
            Map.of(),
            Map.of(0, 7L));

    assertThat(quiet(burned(RIGHT, RIGHT, hot)).findings())
        .filteredOn(finding -> finding.verdict() == Verdict.WARNING)
        .extracting(Finding::text)
        .containsExactly(
            "It was slowed down 7 times because it was too hot.",
            "It reached 101 °C; its maker calls 100 °C critical.");
  }
}
