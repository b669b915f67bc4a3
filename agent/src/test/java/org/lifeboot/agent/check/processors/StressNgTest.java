package org.lifeboot.agent.check.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.check.processors.StressNg.Burn;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;

class StressNgTest {

  private static Burn recorded(int code, String name) {
    return StressNg.report(Recording.exited(code, "stress-ng/" + name));
  }

  @Test
  void itIsKeptOnItsProcessorsAndVerifiesWhatItComputes() {
    assertThat(StressNg.command(List.of(3, 7), Duration.ofSeconds(15)).toString())
        .isEqualTo(
            "stress-ng --cpu 2 --cpu-method all --verify --taskset 3,7 --oomable --no-oom-adjust"
                + " --timeout 15s");
  }

  @Test
  void aBurnWithoutAFaultIsRight() {
    assertThat(recorded(0, "0.15-right.txt")).isEqualTo(new Burn.Right());
  }

  @Test
  void aWrongResultIsToldInStressNgsWords() {
    assertThat(recorded(2, "0.15-wrong.txt"))
        .isEqualTo(new Burn.Wrong("Ramanujan's approximation of factorial(4) out of range"));
  }

  @Test
  void aKilledBurnIsNoWrongResultAlthoughStressNgCallsItAFailure() {
    assertThat(recorded(2, "0.15-killed.txt")).isInstanceOf(Burn.Broken.class);
  }

  @Test
  void aProcessorThatIsNotThereIsNotBurned() {
    assertThat(recorded(1, "0.15-no-such-cpu.txt"))
        .isEqualTo(
            new Burn.Broken(
                "exit code 1 (taskset: invalid range, 7 is not allowed, allowed range: 0 to 1)"));
  }

  @Test
  void aMissingOrEndlessToolSaysNothingOfTheProcessor() {
    assertThat(StressNg.report(new Outcome.NotFound("stress-ng")))
        .isEqualTo(new Burn.Broken("there is no program stress-ng"));
    assertThat(StressNg.report(new Outcome.TimedOut(Duration.ofSeconds(9))))
        .isEqualTo(new Burn.Broken("no end after 9 s"));
  }
}
