package org.lifeboot.manager.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.CheckState.Place;
import org.lifeboot.manager.check.CheckState.Running;
import org.lifeboot.manager.check.CheckState.Waiting;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

class CheckRulesTest {

  private static final CheckOrder BURN = new CheckOrder.Processors(10);
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant THEN = Instant.parse("2026-11-20T12:03:10Z");
  private static final Instant NOW = Instant.parse("2026-11-20T12:04:20Z");
  private static final Running AT_WORK =
      new Running(START, new Place("CPU 3", "burning it alone", THEN));
  private static final CheckReport PASSED =
      CheckReport.of(BURN, Verdict.PASSED, "All processors computed right.");

  private static CheckState after(CheckState state, CheckEvent event) {
    return CheckRules.step(BURN, state, event, NOW);
  }

  private static CheckReport report(CheckState state) {
    return ((Ended) state).report();
  }

  @Test
  void aCheckThatBeginsRuns() {
    assertThat(after(new Waiting(), new CheckEvent.Started()))
        .isEqualTo(new Running(NOW, new Place("", "", NOW)));
  }

  @Test
  void aStepIsKnownWithThePartAndTheTimeItBegan() {
    assertThat(after(AT_WORK, new CheckEvent.StepBegun("CPU 4", "burning it alone")))
        .isEqualTo(new Running(START, new Place("CPU 4", "burning it alone", NOW)));
  }

  @Test
  void aServerThatFallsSilentInTheMiddleHasCrashedAtThatStepOfThatPartAtThatTime() {
    CheckReport report = report(after(AT_WORK, new CheckEvent.FellSilent(THEN)));

    assertThat(report.verdict()).isEqualTo(Verdict.CRASHED);
    assertThat(report.reason())
        .isEqualTo(
            "The server fell silent in the middle of it: the last sign of life came at"
                + " 12:03:10 UTC. It was at the step \"burning it alone\" of CPU 3, begun at"
                + " 12:03:10 UTC.");
  }

  @Test
  void aServerThatBootsAnewInTheMiddleHasCrashed() {
    CheckReport report =
        report(after(AT_WORK, new CheckEvent.WentDown("rebooted without leaving first")));

    assertThat(report.verdict()).isEqualTo(Verdict.CRASHED);
    assertThat(report.reason()).contains("rebooted without leaving first", "CPU 3");
  }

  @Test
  void aServerThatIsTakenBackToDiskOnPurposeHasNotCrashed() {
    assertThat(report(after(AT_WORK, new CheckEvent.SessionLeft())).verdict())
        .isEqualTo(Verdict.CANCELLED);
  }

  @Test
  void aServerThatWasOnlyCutOffTakesTheCrashBackWhenItIsHeardAgain() {
    CheckState crashed = after(AT_WORK, new CheckEvent.FellSilent(THEN));

    assertThat(after(crashed, new CheckEvent.StepBegun("all", "burning them together")))
        .isInstanceOf(Running.class);
    assertThat(report(after(crashed, new CheckEvent.Reported(PASSED)))).isEqualTo(PASSED);
  }

  @Test
  void aVerdictThatTheAgentGaveStands() {
    CheckState ended = after(AT_WORK, new CheckEvent.Reported(PASSED));

    assertThat(after(ended, new CheckEvent.FellSilent(THEN))).isEqualTo(ended);
    assertThat(after(ended, new CheckEvent.WentDown("it rebooted"))).isEqualTo(ended);
    assertThat(after(ended, new CheckEvent.StepBegun("CPU 1", "again"))).isEqualTo(ended);
  }

  @Test
  void aCheckThatOnlyWaitedWaitsThroughASilenceAndIsCancelledWithTheSession() {
    assertThat(after(new Waiting(), new CheckEvent.FellSilent(THEN))).isEqualTo(new Waiting());
    assertThat(report(after(new Waiting(), new CheckEvent.WentDown("it rebooted"))).verdict())
        .isEqualTo(Verdict.CANCELLED);
  }
}
