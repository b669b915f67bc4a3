package org.lifeboot.manager.power;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The limits of one sensor, as far as its controller tells them. For one thread.
final class SensorLimits {

  private final List<Limit> limits = new ArrayList<>();

  /// How bad it is to cross a limit; IPMI and Redfish have three each way.
  enum Grade {
    USUAL("usual"),
    CRITICAL("critical"),
    FATAL("last");

    private final String word;

    Grade(String word) {
      this.word = word;
    }
  }

  private record Limit(Grade grade, boolean upper, double value) {
    boolean crossedBy(double reading) {
      return upper ? reading >= value : reading <= value;
    }
  }

  /// Notes a limit; one that is not a number is none.
  SensorLimits with(Grade grade, boolean upper, String value) {
    number(value).ifPresent(found -> limits.add(new Limit(grade, upper, found)));
    return this;
  }

  static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The hardest limit that is crossed, in words: `above its critical limit of 90 degrees C`.
  Optional<String> crossed(String reading, String unit) {
    return number(reading)
        .flatMap(
            value ->
                limits.stream()
                    .filter(limit -> limit.crossedBy(value))
                    .max(Comparator.comparing(Limit::grade)))
        .map(limit -> words(limit, unit));
  }

  private static String words(Limit limit, String unit) {
    return "%s its %s limit of %s %s"
        .formatted(
            limit.upper() ? "above" : "below", limit.grade().word, plain(limit.value()), unit)
        .strip();
  }

  /// `90`, `1.25`: as few digits as it has.
  static String plain(double value) {
    String digits = String.format(Locale.ROOT, "%.3f", value);
    return digits.replaceFirst("\\.?0+$", "");
  }
}
