package org.lifeboot.manager.sigkill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When each numbered event was first seen in one place.
final class Seen {

  private static final Pattern MARK = Pattern.compile("bench event (\\d{5})");

  private final double[] atMillis;
  private int newest = -1;

  Seen(int events) {
    atMillis = new double[events];
    Arrays.fill(atMillis, Double.NaN);
  }

  static String mark(int event) {
    return "bench event %05d".formatted(event);
  }

  static double nowMillis() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
  }

  void at(int event, double millis) {
    atMillis[event] = millis;
  }

  /// All marks in a text have been seen now.
  synchronized void in(String text, double millis) {
    Matcher marks = MARK.matcher(text);
    int last = newest;
    while (marks.find()) {
      last = Math.max(last, Integer.parseInt(marks.group(1)));
    }
    for (int event = newest + 1; event <= last; event++) {
      atMillis[event] = millis;
    }
    newest = last;
  }

  synchronized boolean all() {
    return newest == atMillis.length - 1;
  }

  /// Milliseconds from sending to seeing, of the events after the first `warmUp` ones.
  Delays since(Seen sent, int warmUp) {
    List<Double> delays = new ArrayList<>();
    for (int event = warmUp; event < atMillis.length; event++) {
      if (!Double.isNaN(atMillis[event])) {
        delays.add(atMillis[event] - sent.atMillis[event]);
      }
    }
    delays.sort(null);
    return new Delays(List.copyOf(delays));
  }

  /// Delays, sorted.
  record Delays(List<Double> millis) {
    double quantile(double part) {
      return millis.isEmpty()
          ? Double.NaN
          : millis.get((int) Math.min(millis.size() - 1, Math.ceil(part * millis.size()) - 1));
    }

    String json() {
      return millis.isEmpty()
          ? "null"
          : String.format(
              Locale.ROOT,
              "{\"events\":%d,\"medianMillis\":%.1f,\"p99Millis\":%.1f,\"longestMillis\":%.1f}",
              millis.size(),
              quantile(0.5),
              quantile(0.99),
              millis.getLast());
    }

    String row(String name) {
      return millis.isEmpty()
          ? String.format("%-34s not measured%n", name)
          : String.format(
              Locale.ROOT,
              "%-34s %8d %10.1f %10.1f %10.1f%n",
              name,
              millis.size(),
              quantile(0.5),
              quantile(0.99),
              millis.getLast());
    }
  }
}
