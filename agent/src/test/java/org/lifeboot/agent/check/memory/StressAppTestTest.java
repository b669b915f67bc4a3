package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.check.memory.StressAppTest.Miscompare;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;

class StressAppTestTest {

  private static String recorded(String name) {
    return Recording.exited(0, "stressapptest/" + name) instanceof Outcome.Exited(_, var out, _)
        ? out
        : "";
  }

  @Test
  void allOfTheMemoryIsTestedForABoundedTime() {
    assertThat(StressAppTest.command(400, StressAppTest.quick(400), 2).toString())
        .isEqualTo("stressapptest -M 400 -s 60 -m 2 -W --max_errors 50");
    assertThat(StressAppTest.quick(1 << 20)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aPassIsAPass() {
    assertThat(StressAppTest.passed(recorded("1.0.6-passed.txt"))).isTrue();
    assertThat(StressAppTest.hardwareFailed(recorded("1.0.6-passed.txt"))).isFalse();
  }

  @Test
  void aMiscompareHasAnAddressAndBothValues() {
    String said = recorded("1.0.6-miscompare.txt");

    assertThat(said.lines().flatMap(line -> StressAppTest.miscompare(line).stream()))
        .hasSize(1)
        .first()
        .extracting(Miscompare::module)
        .isEqualTo("DIMM Unknown");
    assertThat(StressAppTest.hardwareFailed(said)).isTrue();
    assertThat(StressAppTest.passed(said)).isFalse();
  }

  @Test
  void aTestThatCouldNotBeginIsNeitherPassedNorAFaultOfTheMemory() {
    String said = recorded("1.0.6-no-memory.txt");

    assertThat(StressAppTest.passed(said)).isFalse();
    assertThat(StressAppTest.hardwareFailed(said)).isFalse();
    assertThat(StressAppTest.megabytesPerSecond(said)).isEqualTo(Optional.empty());
  }
}
