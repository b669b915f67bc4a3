package org.lifeboot.agent.check.filesystem;

import java.util.Locale;

/// A number of bytes in words.
final class Size {

  private static final String UNITS = "KMGTPE";

  private Size() {}

  /// `512 bytes`, `1.5 GiB`.
  static String inWords(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1024 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %ciB", value, UNITS.charAt(unit));
  }
}
