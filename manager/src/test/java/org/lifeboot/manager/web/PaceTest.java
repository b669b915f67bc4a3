package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private final Pace pace = new Pace();

  @Test
  void anEventAfterAQuietMomentIsShownWithoutARest() {
    assertThat(pace.rest(at(0), at(5))).isZero();
    assertThat(pace.rest(at(900), at(905))).isZero();
    assertThat(pace.rest(at(1000), at(1005))).isZero();
    assertThat(pace.rest(at(1010), at(1015))).isZero();
    assertThat(pace.rest(at(1020), at(1025))).isEqualTo(at(75));
  }

  @Test
  void aStormOfEventsMakesTenLooksASecond() {
    long now = at(0);
    int looks = 0;
    while (now < at(10_000)) {
      now += at(5) + pace.rest(now, now + at(5));
      looks++;
    }
    assertThat(looks).isBetween(98, 103);
  }

  @Test
  void aLookThatTakesLongIsFollowedByARestAsLong() {
    long now = at(0);
    long rested = 0;
    while (now < at(60_000)) {
      long rest = pace.rest(now, now + at(800));
      rested += rest;
      now += at(800) + rest;
    }
    assertThat(rested).isBetween(at(28_000), at(32_000));
  }

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
