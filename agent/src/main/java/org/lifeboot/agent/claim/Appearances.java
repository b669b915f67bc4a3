package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Since when a block device is there: an array since it runs, a volume since it is active. The
/// kernel does not tell; udev notes it (`USEC_INITIALIZED` of udevadm(8), the line `I:` of its
/// files), in microseconds since the machine was started.
final class Appearances {

  private static final Pattern NOTED = Pattern.compile("(?m)^I:(\\d{1,18})$");
  private static final Pattern UPTIME = Pattern.compile("^(\\d{1,12})\\.\\d+ ");

  private final Path root;
  private final Clock clock;

  Appearances(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /// In ISO 8601, or empty when it is not known.
  ///
  /// @param number of the device: `9:0`
  String since(String number) {
    OptionalLong noted = number(NOTED, root.resolve("run/udev/data/b" + number));
    OptionalLong uptime = number(UPTIME, root.resolve("proc/uptime"));
    if (noted.isEmpty() || uptime.isEmpty()) {
      return "";
    }
    Duration age = Duration.ofSeconds(uptime.getAsLong()).minusNanos(noted.getAsLong() * 1_000);
    return clock.instant().minus(age).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static OptionalLong number(Pattern pattern, Path file) {
    try {
      Matcher found = pattern.matcher(Files.readString(file));
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }
}
