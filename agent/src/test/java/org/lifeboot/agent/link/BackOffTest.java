package org.lifeboot.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {

  /// Never takes anything off.
  private static final RandomGenerator NOTHING_OFF =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          return 0;
        }
      };

  @Test
  void pausesDoubleUpToHalfAMinute() {
    var backOff = new BackOff(NOTHING_OFF);

    assertThat(java.util.stream.Stream.generate(backOff::next).limit(8))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void aBreakAfterAGoodConnectionStartsFromTheShortestPause() {
    var backOff = new BackOff(NOTHING_OFF);
    backOff.next();
    backOff.next();

    backOff.reset();

    assertThat(backOff.next()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void chanceNeverTakesMoreThanHalfOfAPause() {
    var backOff = new BackOff(new Random(1));

    assertThat(java.util.stream.Stream.generate(backOff::next).skip(6).limit(1_000))
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30)));
  }
}
