package org.lifeboot.agent.check.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The machine's memory (proc_meminfo(5)).
///
/// @param totalBytes without what firmware and kernel keep for themselves
/// @param availableBytes what programs can have without anything being pushed out
/// @param corruptedBytes pages that the kernel has given up for good
record Meminfo(long totalBytes, long availableBytes, long corruptedBytes) {

  private static final long MIB = 1L << 20;

  /// For the Agent's own work, a log-in by SSH and the tools of a person there.
  private static final long RESERVE_BYTES = 128 * MIB;

  private static final long MOST_RESERVE_BYTES = 1024 * MIB;

  static Meminfo of(Path root) {
    try {
      return parse(Files.readString(root.resolve("proc/meminfo")));
    } catch (IOException _) {
      return new Meminfo(0, 0, 0);
    }
  }

  static Meminfo parse(String text) {
    return new Meminfo(
        bytes(text, "MemTotal"), bytes(text, "MemAvailable"), bytes(text, "HardwareCorrupted"));
  }

  private static long bytes(String text, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ":\\s*(\\d{1,15}) kB$").matcher(text);
    return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
  }

  /// What a test may take, in whole MiB: all but a reserve of 128 MiB and a fiftieth of the whole
  /// (together 1 GiB at most).
  long testableMib() {
    long reserve = Math.min(MOST_RESERVE_BYTES, RESERVE_BYTES + totalBytes / 50);
    return Math.max(0, (availableBytes - reserve) / MIB);
  }
}
