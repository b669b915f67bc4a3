package org.lifeboot.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: 1, 2, 4 … up to 30 seconds, each shortened by up to a half
/// at random, so that a thousand Agents do not all call a restarted Manager in the same moment.
final class BackOff {

  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 30_000;

  private final RandomGenerator random;
  private int failures;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
    failures++;
    return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
  }

  /// It worked: the next break starts from the shortest wait.
  void reset() {
    failures = 0;
  }
}
