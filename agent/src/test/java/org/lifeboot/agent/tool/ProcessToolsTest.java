package org.lifeboot.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ProcessToolsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ProcessTools tools = new ProcessTools();

  @Test
  void aProgramThatEndsTellsItsCodeAndWhatItWrote() {
    var outcome = tools.run(Command.of(LIMIT, "sh", "-c", "echo out; echo err >&2; exit 3"));

    assertThat(outcome).isEqualTo(new Outcome.Exited(3, "out\n", "err\n"));
  }

  @Test
  void argumentsAreNeverReadByAShell() {
    var outcome = tools.run(Command.of(LIMIT, "echo", "$HOME;", "`id`"));

    assertThat(outcome).isEqualTo(new Outcome.Exited(0, "$HOME; `id`\n", ""));
  }

  @Test
  void theProgramGetsItsInputAndNothingOfTheAgentsEnvironment() {
    var outcome = tools.run(Command.of(LIMIT, "sh", "-c", "cat; env | sort").withInput("in\n"));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Exited(
                0,
                """
                in
                HOME=/root
                LC_ALL=C
                PATH=%s
                PWD=/
                """
                    .formatted(ProcessTools.PATH),
                ""));
  }

  @Test
  void aProgramThatReadsNoInputDoesNotHoldUpItsTimeLimit() {
    var outcome =
        tools.run(Command.of(Duration.ofMillis(300), "sleep", "60").withInput("x".repeat(1 << 20)));

    assertThat(outcome).isEqualTo(new Outcome.TimedOut(Duration.ofMillis(300)));
  }

  @Test
  void whenTimeIsUpTheProgramsChildrenDieWithIt() {
    String mark = "5" + System.nanoTime() % 1_000_000 + 1_000_000;
    long begun = System.nanoTime();

    var outcome =
        tools.run(Command.of(Duration.ofMillis(500), "sh", "-c", "sleep " + mark + " & wait"));

    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    var found = tools.run(Command.of(LIMIT, "sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"));
    assertThat(((Outcome.Exited) found).stdout()).doesNotContain("sleep " + mark);
  }

  @Test
  void aProgramThatWritesTooMuchIsStopped() {
    var outcome = tools.run(new Command(List.of("yes"), "", LIMIT, 10_000, Command.More.KILL));

    assertThat(outcome).isEqualTo(new Outcome.TooMuchOutput(10_000));
  }

  @Test
  void aProgramThatMayWriteMoreComesToItsOwnEnd() {
    var command =
        new Command(List.of("sh", "-c", "seq 100000; exit 3"), "", LIMIT, 1_000, Command.More.DROP);

    var outcome = (Outcome.Exited) tools.run(command);

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.stdout()).startsWith("1\n2\n").hasSize(1_000);
  }

  @Test
  void everyLineIsToldAsItComesAndACarriageReturnEndsOneToo() {
    var lines = new CopyOnWriteArrayList<String>();

    var outcome =
        tools.run(
            Command.of(LIMIT, "printf", "10 %%\\r20 %%\\r\\nAll done\\nno line feed"), lines::add);

    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(lines).containsExactly("10 %", "20 %", "All done", "no line feed");
  }

  @Test
  void aMissingProgramIsAValue() {
    assertThat(tools.run(Command.of(LIMIT, "no-such-program", "-x")))
        .isEqualTo(new Outcome.NotFound("no-such-program"));
  }

  @Test
  void anOrphanThatKeepsThePipeOpenDoesNotKeepTheAgentWaiting() {
    long begun = System.nanoTime();

    var outcome = tools.run(Command.of(LIMIT, "sh", "-c", "setsid sleep 15 & echo done"));

    assertThat(outcome).isEqualTo(new Outcome.Exited(0, "done\n", ""));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(14));
  }

  @Test
  void anInterruptedRunStopsTheProgram() throws InterruptedException {
    var outcomes = new java.util.concurrent.LinkedBlockingQueue<Outcome>();
    Thread runner =
        Thread.ofPlatform().start(() -> outcomes.add(tools.run(Command.of(LIMIT, "sleep", "60"))));

    runner.interrupt();

    assertThat(outcomes.poll(10, java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(new Outcome.Stopped());
  }

  @Test
  void theInputIsNotInTheCommandsWords() {
    assertThat(Command.of(LIMIT, "chpasswd", "-e").withInput("root:secret"))
        .hasToString("chpasswd -e");
  }
}
