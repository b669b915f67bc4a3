package org.lifeboot.cli.text;

import java.time.Duration;

/// Time that has passed, for a person: `0:07.3`, `12:34.0`, `1:02:03.4`.
public final class Elapsed {

  private Elapsed() {}

  /// To a tenth of a second; a negative one (two clocks) counts as none.
  public static String tenths(Duration time) {
    Duration shown = time.isNegative() ? Duration.ZERO : time;
    return seconds(shown) + "." + shown.toMillisPart() / 100;
  }

  /// To a second.
  public static String seconds(Duration time) {
    Duration shown = time.isNegative() ? Duration.ZERO : time;
    long hours = shown.toHours();
    return hours == 0
        ? String.format("%d:%02d", shown.toMinutesPart(), shown.toSecondsPart())
        : String.format("%d:%02d:%02d", hours, shown.toMinutesPart(), shown.toSecondsPart());
  }
}
