package org.lifeboot.agent.check.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurnPlanTest {

  @Test
  void halfOfTheTimeIsForEachProcessorInTurn() {
    assertThat(BurnPlan.of(List.of(0, 1, 2, 3), Duration.ofMinutes(1)))
        .isEqualTo(
            new BurnPlan(
                List.of(List.of(0), List.of(1), List.of(2), List.of(3)), Duration.ofSeconds(7)));
  }

  @Test
  void withTooManyProcessorsForTheTimeThoseFarFromEachOtherShareATurn() {
    var plan = BurnPlan.of(IntStream.range(0, 64).boxed().toList(), Duration.ofMinutes(1));

    assertThat(plan.eachTurn()).isEqualTo(Duration.ofSeconds(3));
    assertThat(plan.turns()).hasSize(10);
    assertThat(plan.turns().getFirst()).containsExactly(0, 10, 20, 30, 40, 50, 60);
  }
}
