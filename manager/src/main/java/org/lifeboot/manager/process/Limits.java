package org.lifeboot.manager.process;

import java.time.Duration;

/// What a program may use before it is stopped.
///
/// @param time from start to exit
/// @param outputBytes how much of the end of its output is kept; what came before is dropped
public record Limits(Duration time, int outputBytes) {
  public Limits {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a program's time limit must be positive, not " + time);
    }
    if (outputBytes < 1) {
      throw new IllegalArgumentException("a program's output limit must be positive");
    }
  }
}
