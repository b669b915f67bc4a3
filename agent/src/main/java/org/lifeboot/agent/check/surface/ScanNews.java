package org.lifeboot.agent.check.surface;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.protocol.AgentEvent.Point;

/// Turns how a scan stands into what a watch is told: progress each time, the map now and then, and
/// a step for each hundredth, so that a scan that is cut off can be gone on with.
final class ScanNews implements Consumer<Scan.News> {

  static final String LATENCY = "latency";
  static final String UNREADABLE = "unreadable";

  /// One point, `x` 0: all before this byte was tried.
  static final String POSITION = "read up to";

  private static final Duration MAP = Duration.ofSeconds(5);
  private static final Duration NO_ESTIMATE_BEFORE = Duration.ofSeconds(2);

  private final CheckWatch watch;
  private final String target;
  private final Extent range;
  private Duration nextMap = MAP;
  private long nextStepAt;
  private Optional<Scan.News> last = Optional.empty();

  ScanNews(CheckWatch watch, String target, Extent range) {
    this.watch = watch;
    this.target = target;
    this.range = range;
    this.nextStepAt = range.from();
  }

  /// The first step, told before the first request.
  void begin() {
    step(range.from());
  }

  private void step(long position) {
    nextStepAt = position + Math.max(1, range.bytes() / 100);
    watch.step(target, "reading from byte %d on".formatted(position));
  }

  @Override
  public void accept(Scan.News news) {
    last = Optional.of(news);
    long done = news.position() - range.from();
    double fraction = (double) done / range.bytes();
    if (news.position() >= nextStepAt && done < range.bytes()) {
      step(news.position());
    }
    watch.progress(fraction, left(fraction, news.elapsed()));
    if (news.elapsed().compareTo(nextMap) >= 0) {
      nextMap = news.elapsed().plus(MAP);
      tellMap();
    }
  }

  /// What has not been told yet; to be called at the end too, also when the scan was cut off.
  void tellMap() {
    last.ifPresent(
        news -> {
          tell(LATENCY, "ms", news.log().newLatencies());
          tell(UNREADABLE, "bytes", news.log().newUnreadable());
          tell(POSITION, "bytes", List.of(new Point(0, news.position())));
        });
  }

  private void tell(String series, String unit, List<Point> points) {
    if (!points.isEmpty()) {
      watch.measured(series, unit, points);
    }
  }

  private static Optional<Duration> left(double fraction, Duration elapsed) {
    if (fraction <= 0 || elapsed.compareTo(NO_ESTIMATE_BEFORE) < 0) {
      return Optional.empty();
    }
    double seconds = elapsed.toMillis() / 1e3 * (1 - fraction) / fraction;
    return Optional.of(Duration.ofSeconds((long) seconds));
  }

  /// `1.5 GiB`.
  static String size(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    double value = (double) bytes;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    String form = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, form, value, units[unit]);
  }
}
