package org.lifeboot.manager.power;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Between two questions to a controller, which tells nobody when its answer changes.
final class Patience {

  private Patience() {}

  /// Waits for a second, or less when the thread is interrupted.
  static void aSecond() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
  }
}
