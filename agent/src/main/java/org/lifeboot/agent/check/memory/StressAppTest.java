package org.lifeboot.agent.check.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;

/// stressapptest(1), 1.0.6 and newer: many threads copy blocks of known content about in all of the
/// memory and look whether it is still the same.
final class StressAppTest {

  private static final Pattern MISCOMPARE =
      Pattern.compile(
          "Hardware Error: miscompare on CPU (\\d{1,6})\\(\\S*\\) at 0x([0-9a-f]{1,16})"
              + "\\([^:)]*:([^)]*)\\): read:(0x[0-9a-f]{1,16}), reread:(0x[0-9a-f]{1,16})"
              + " expected:(0x[0-9a-f]{1,16})");

  private static final Pattern REMAINING = Pattern.compile("Seconds remaining: (\\d{1,9})");

  private static final Pattern SPEED =
      Pattern.compile("Memory Copy: [\\d.]+M at (\\d{1,12})(?:\\.\\d+)?MB/s");

  /// One may be chance; many say no more than some.
  private static final int MOST_ERRORS = 50;

  private StressAppTest() {}

  static Command command(long mib, Duration length, int threads) {
    var words =
        List.of(
            "stressapptest",
            "-M",
            String.valueOf(mib),
            "-s",
            String.valueOf(length.toSeconds()),
            "-m",
            String.valueOf(threads),
            "-W",
            "--max_errors",
            String.valueOf(MOST_ERRORS));
    return new Command(words, "", limit(mib, length), 1 << 20, Command.More.DROP);
  }

  /// Filling the memory comes on top of the length, and takes minutes on a slow machine.
  private static Duration limit(long mib, Duration length) {
    return length.multipliedBy(2).plusMinutes(5).plusMillis(200 * mib);
  }

  /// How long a quick test takes: a minute, and more for much memory, so that each block has its
  /// turn.
  static Duration quick(long mib) {
    return Duration.ofSeconds(Math.min(900, 60 + mib / 512));
  }

  /// A block that was not what had been written there.
  static Optional<Miscompare> miscompare(String line) {
    Matcher found = MISCOMPARE.matcher(line);
    return found.find()
        ? Optional.of(
            new Miscompare(
                Integer.parseInt(found.group(1)),
                Long.parseUnsignedLong(found.group(2), 16),
                found.group(3),
                found.group(4),
                found.group(5),
                found.group(6)))
        : Optional.empty();
  }

  /// One of them.
  ///
  /// @param cpu who saw it
  /// @param address virtual, in stressapptest's own process
  /// @param module `DIMM Unknown` on most boards
  record Miscompare(
      int cpu, long address, String module, String read, String reread, String expected) {

    /// The bits that were not as written.
    long wrongBits() {
      return Long.parseUnsignedLong(read.substring(2), 16)
          ^ Long.parseUnsignedLong(expected.substring(2), 16);
    }
  }

  static Optional<Duration> remaining(String line) {
    Matcher found = REMAINING.matcher(line);
    return found.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(found.group(1))))
        : Optional.empty();
  }

  /// What it read and wrote in a second, in MB; told at the end.
  static Optional<String> megabytesPerSecond(String output) {
    Matcher found = SPEED.matcher(output);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /// Whether it says of itself that it came to its end and all was well.
  static boolean passed(String output) {
    return output.contains("Status: PASS");
  }

  /// Whether it says that memory failed; the other way to fail is its own trouble ("procedural
  /// errors").
  static boolean hardwareFailed(String output) {
    return output.contains("Status: FAIL - test discovered HW problems");
  }
}
