package org.lifeboot.manager.sigkill;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// What happens to the Manager from outside, counted, so that a slow machine is killed at the same
/// points of the story as a fast one; and how long anybody waits once the killing has ended.
final class StoryClock {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final AtomicLong events = new AtomicLong();
  private volatile Instant deadline = Instant.MAX;

  /// The Manager answered something.
  void tick() {
    events.incrementAndGet();
  }

  long ticks() {
    return events.get();
  }

  /// From here on the Manager stays.
  void killingEnded() {
    deadline = Instant.now().plus(PATIENCE);
  }

  boolean killing() {
    return deadline.equals(Instant.MAX);
  }

  /// It had time enough.
  boolean late() {
    return Instant.now().isAfter(deadline);
  }
}
