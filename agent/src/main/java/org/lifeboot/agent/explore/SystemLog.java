package org.lifeboot.agent.explore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.protocol.GlanceList.Kind;

/// What lines of a system log tell that matters after a system's death. Pure.
final class SystemLog {

  /// The kernel's words (mm/oom_kill.c, kernel/panic.c, block/blk-core.c and the file systems'
  /// own), and those of systemd for units that failed.
  private static final Pattern SIGN =
      Pattern.compile(
          "(?<oom>out of memory: kill|oom-kill:|memory cgroup out of memory)"
              + "|kernel: .*?(?:(?<panic>kernel panic|kernel BUG|Oops:|general protection fault|soft lockup)"
              + "|(?<disk>I/O error|EXT4-fs error|XFS .*(?:corrupt|shut)|BTRFS (?:error|critical)))"
              + "|systemd\\[1\\]: (?<unit>\\S+: Failed with result|Failed to start )",
          Pattern.CASE_INSENSITIVE);

  private SystemLog() {}

  static Optional<Kind> kind(String line) {
    Matcher found = SIGN.matcher(line);
    if (!found.find()) {
      return Optional.empty();
    }
    if (found.group("oom") != null) {
      return Optional.of(Kind.OUT_OF_MEMORY);
    }
    if (found.group("panic") != null) {
      return Optional.of(Kind.KERNEL_PANIC);
    }
    return Optional.of(found.group("disk") != null ? Kind.DISK_ERROR : Kind.FAILED_UNIT);
  }
}
