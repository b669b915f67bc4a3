package org.lifeboot.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProgramsTest {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 1000);

  @Test
  void aProgramsExitCodeAndOutputAreItsOutcome() throws Exception {
    var outcome = Programs.run(List.of("sh", "-c", "echo one; echo two >&2; exit 3"), LIMITS);

    assertThat(outcome).isEqualTo(new Outcome.Exited(3, "one\ntwo"));
  }

  @Test
  void argumentsAreNotSeenByAShell() throws Exception {
    var outcome = Programs.run(List.of("echo", "$(id); `id` | cat"), LIMITS);

    assertThat(outcome).isEqualTo(new Outcome.Exited(0, "$(id); `id` | cat"));
  }

  @Test
  void aProgramThatIsMissingIsAValue() throws Exception {
    var outcome = Programs.run(List.of("/no/such/program"), LIMITS);

    assertThat(outcome).isInstanceOf(Outcome.NotStarted.class);
  }

  @Test
  void aProgramThatHangsIsKilledWithAllThatItStarted() throws Exception {
    var limits = new Limits(Duration.ofMillis(300), 1000);

    var outcome = Programs.run(List.of("sh", "-c", "sleep 987 & echo $!; sleep 987"), limits);

    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    var child = Long.parseLong(((Outcome.TimedOut) outcome).output());
    assertThat(ProcessHandle.of(child).filter(ProgramsTest::runs)).isEmpty();
  }

  @Test
  void aDaemonThatKeepsThePipeOpenDoesNotHoldTheCaller() throws Exception {
    var outcome = Programs.run(List.of("sh", "-c", "setsid sleep 3 & echo started"), LIMITS);

    assertThat(outcome).isEqualTo(new Outcome.Exited(0, "started"));
  }

  @Test
  void ofEndlessOutputTheEndIsKept() throws Exception {
    var outcome =
        Programs.run(List.of("sh", "-c", "seq 1 200000"), new Limits(Duration.ofSeconds(10), 14));

    assertThat(outcome).isEqualTo(new Outcome.Exited(0, "199999\n200000"));
  }

  @Test
  void aLongRunningProgramHearsSignalsAndEndsWithItsOwner() throws Exception {
    var lines = new LinkedBlockingQueue<String>();
    var script = "trap 'echo heard' USR1; echo $$; while :; do sleep 0.05; done";
    long pid;

    try (var program = Programs.start(List.of("sh", "-c", script), lines::add)) {
      pid = Long.parseLong(lines.poll(10, TimeUnit.SECONDS));
      program.signal("USR1");
      assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("heard");
      assertThat(program.running()).isTrue();
    }

    assertThat(ProcessHandle.of(pid).filter(ProgramsTest::runs)).isEmpty();
  }

  @Test
  void aLongRunningProgramThatDiesIsNoticedWithItsExitCode() throws Exception {
    var lines = new LinkedBlockingQueue<String>();

    try (var program = Programs.start(List.of("sh", "-c", "echo no; exit 2"), lines::add)) {
      assertThat(program.awaitEnd()).isEqualTo(2);
    }

    assertThat(lines).containsExactly("no");
  }

  private static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && handle.info().command().isPresent();
  }
}
