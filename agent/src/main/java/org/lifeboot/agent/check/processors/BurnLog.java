package org.lifeboot.agent.check.processors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.protocol.AgentEvent.Point;

/// Reads the sensors every few seconds on a thread of its own, tells them as curves, and keeps the
/// extremes. Also tells how far the burn is, which is a matter of time alone. Thread-safe.
final class BurnLog implements AutoCloseable {

  /// So that a burn of a day fills no memory.
  private static final int MOST_SAMPLES = 300;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

  /// With more, a curve for each would show nothing: then the slowest and the fastest.
  private static final int MOST_CLOCK_CURVES = 8;

  private static final int MOST_TEMPERATURE_CURVES = 16;

  private final Sensors sensors;
  private final CheckWatch watch;
  private final Duration whole;
  private final long startNanos = System.nanoTime();
  private final Map<Integer, Long> throttledBefore;
  private final Map<String, Sensors.Temperature> hottest = new TreeMap<>();
  private final Map<Integer, Double> lowest = new TreeMap<>();
  private final Map<Integer, Double> highest = new TreeMap<>();
  private Duration nextSample = Duration.ZERO;
  private final Thread thread;

  private BurnLog(Sensors sensors, CheckWatch watch, Duration whole) {
    this.sensors = sensors;
    this.watch = watch;
    this.whole = whole;
    this.throttledBefore = sensors.throttled();
    this.thread = Thread.ofPlatform().daemon().name("sensors").unstarted(this::follow);
  }

  static BurnLog start(Sensors sensors, CheckWatch watch, Duration whole) {
    var log = new BurnLog(sensors, watch, whole);
    log.thread.start();
    return log;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private void follow() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration now = elapsed();
        if (now.compareTo(nextSample) >= 0) {
          sample(now.toMillis() / 1000.0);
          nextSample = now.plus(pause());
        }
        tell(now);
        Thread.sleep(500);
      }
    } catch (InterruptedException _) {
      // the burn is over
    }
  }

  private Duration pause() {
    Duration pause = whole.dividedBy(MOST_SAMPLES);
    return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
  }

  private void tell(Duration now) {
    Duration left = now.compareTo(whole) < 0 ? whole.minus(now) : Duration.ZERO;
    double fraction = Math.min(0.99, (double) now.toMillis() / whole.toMillis());
    watch.progress(fraction, Optional.of(left));
  }

  private synchronized void sample(double second) {
    List<Sensors.Temperature> temperatures = sensors.temperatures();
    temperatures.forEach(
        seen -> hottest.merge(seen.name(), seen, (a, b) -> a.celsius() >= b.celsius() ? a : b));
    temperatures.stream()
        .limit(MOST_TEMPERATURE_CURVES)
        .forEach(seen -> point("temperature of " + seen.name(), "°C", second, seen.celsius()));
    Map<Integer, Double> clocks = sensors.clocks();
    clocks.forEach((cpu, mhz) -> lowest.merge(cpu, mhz, Math::min));
    clocks.forEach((cpu, mhz) -> highest.merge(cpu, mhz, Math::max));
    curves(clocks, second);
  }

  private void curves(Map<Integer, Double> clocks, double second) {
    if (clocks.size() <= MOST_CLOCK_CURVES) {
      clocks.forEach((cpu, mhz) -> point("clock of " + Processor.part(cpu), "MHz", second, mhz));
      return;
    }
    var ordered = new ArrayList<>(new TreeSet<>(clocks.values()));
    point("clock of the slowest CPU", "MHz", second, ordered.getFirst());
    point("clock of the fastest CPU", "MHz", second, ordered.getLast());
  }

  private void point(String series, String unit, double second, double value) {
    watch.measured(series, unit, List.of(new Point(second, value)));
  }

  /// The last look at the sensors; to be taken when the burn has ended.
  ///
  /// @param throttled how often each logical processor was throttled during the burn
  record Extremes(
      List<Sensors.Temperature> hottest,
      Map<Integer, Double> slowest,
      Map<Integer, Double> fastest,
      Map<Integer, Long> throttled) {}

  synchronized Extremes extremes() {
    sample(elapsed().toMillis() / 1000.0);
    var throttled = new HashMap<Integer, Long>();
    sensors
        .throttled()
        .forEach((cpu, now) -> throttled.put(cpu, now - throttledBefore.getOrDefault(cpu, 0L)));
    throttled.values().removeIf(count -> count <= 0);
    return new Extremes(
        List.copyOf(hottest.values()), Map.copyOf(lowest), Map.copyOf(highest), throttled);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      boolean _ = thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
