package org.lifeboot.cli.terminal;

import java.time.Duration;

/// Lets time pass between two looks at something that cannot be waited for.
@FunctionalInterface
public interface Pause {

  void take(Duration time) throws InterruptedException;

  /// Time as it really passes.
  static Pause real() {
    return Thread::sleep;
  }
}
