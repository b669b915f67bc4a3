package org.lifeboot.agent.raid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.agent.linux.SysFiles;

/// How far the kernel is with an array (the kernel's admin-guide/md: sync_action, sync_completed in
/// sectors, sync_speed in KiB/s).
///
/// @param action `recover`, `check`, …
/// @param doneBytes 0 while it waits for another array
/// @param left empty when it cannot be told
public record Progress(String action, long doneBytes, long allBytes, Optional<Duration> left) {

  /// Empty when the kernel does nothing with it.
  ///
  /// @param md `/sys/block/md0/md`
  public static Optional<Progress> read(Path md) {
    String action = SysFiles.text(md.resolve("sync_action"));
    if (action.isEmpty() || action.equals("idle") || action.equals("frozen")) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            action,
            SysFiles.text(md.resolve("sync_completed")),
            SysFiles.number(md.resolve("sync_speed")).orElse(0)));
  }

  static Progress of(String action, String completed, long kibibytesPerSecond) {
    String[] parts = completed.split(" / ", -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,17}") || !parts[1].matches("\\d{1,17}")) {
      return new Progress(action, 0, 0, Optional.empty());
    }
    long done = Long.parseLong(parts[0]) * 512;
    long all = Long.parseLong(parts[1]) * 512;
    Optional<Duration> left =
        kibibytesPerSecond <= 0
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds((all - done) / 1024 / kibibytesPerSecond));
    return new Progress(action, done, all, left);
  }

  /// `recover: 12.3 %, about 1 h 5 min left`.
  public String words() {
    if (allBytes == 0) {
      return action + ": has not begun to count yet, or waits for another array";
    }
    return String.format(
        Locale.ROOT,
        "%s: %.1f %%%s",
        action,
        100.0 * doneBytes / allBytes,
        left.map(time -> ", about " + words(time) + " left").orElse(""));
  }

  private static String words(Duration time) {
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min".formatted(time.toMinutes())
        : "%d s".formatted(time.toSeconds());
  }
}
