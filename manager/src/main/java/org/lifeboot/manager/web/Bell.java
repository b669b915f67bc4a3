package org.lifeboot.manager.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the one who waits. Rung before anybody waits, it is not lost; rung often, it wakes once.
/// Anybody may ring, one waits.
final class Bell {

  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  /// Waits for the next ring, or for a time.
  void await(Duration longest) throws InterruptedException {
    boolean _ = rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    rung.drainPermits();
  }
}
