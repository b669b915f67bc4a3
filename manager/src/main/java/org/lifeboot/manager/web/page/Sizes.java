package org.lifeboot.manager.web.page;

import java.time.Duration;
import java.util.Locale;

/// Bytes and durations as people say them.
public final class Sizes {

  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

  private Sizes() {}

  /// Decimal units, as printed on drives: `4.0 TB`.
  public static String drive(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 999.95 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /// Binary units, as memory is sold: `980 MiB`.
  public static String memory(long bytes) {
    long mebibytes = bytes >> 20;
    return mebibytes < 10_240
        ? mebibytes + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
  }

  /// `74 s`, `12 min 03 s`, `2 h 05 min`, `3 days`.
  public static String time(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 600) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    if (seconds < 48 * 3600) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
    return seconds / 86_400 + " days";
  }
}
