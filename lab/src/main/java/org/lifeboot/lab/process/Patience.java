package org.lifeboot.lab.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Waits for a thing, never for time to pass: looks again and again until it is there.
public final class Patience {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private Patience() {}

  /// What `look` found, or empty after the limit.
  public static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> look) {
    var deadline = Instant.now().plus(limit);
    while (true) {
      var found = look.get();
      if (found.isPresent() || Instant.now().isAfter(deadline)) {
        return found;
      }
      pause();
    }
  }

  /// Whether `claim` became true within the limit.
  public static boolean untilTrue(Duration limit, Supplier<Boolean> claim) {
    return until(limit, () -> Optional.of(claim.get()).filter(it -> it)).isPresent();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while waiting", e);
    }
  }
}
