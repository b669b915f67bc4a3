package org.lifeboot.agent.linux;

import java.time.Duration;
import java.time.Instant;
import org.lifeboot.agent.tool.Command;

/// date(1) of GNU coreutils. It exits with 0 when the clock was set.
public final class Date {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Date() {}

  /// Sets the system's clock, and not the one that the hardware keeps: the kernel writes that only
  /// while something synchronises the time (adjtimex(2), STA_UNSYNC).
  public static Command set(Instant now) {
    long millis = now.toEpochMilli();
    return Command.of(
        LIMIT,
        "date",
        "--utc",
        "--set=@%d.%03d".formatted(Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000)));
  }
}
