package org.lifeboot.agent.check.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lifeboot.protocol.AgentEvent.Point;

/// What the readers of one scan have found. Thread-safe.
final class ScanLog {

  /// Of the map that a person looks at.
  private static final int MOST_CELLS = 1_000;

  /// More slow requests than this are counted, not kept.
  private static final int MOST_SLOW = 100;

  /// More stretches than this are told of as a whole.
  private static final int MOST_STRETCHES = 10_000;

  private static final long SLOW_NANOS = 1_000_000_000L;

  private final long cellBytes;
  private final double[] slowestMillis;
  private final double[] unreadableBytes;
  private final SortedSet<Integer> changedLatency = new TreeSet<>();
  private final SortedSet<Integer> changedUnreadable = new TreeSet<>();
  private final Extents unreadable = new Extents();
  private final Extents suspect = new Extents();
  private final List<Slow> slow = new ArrayList<>();
  private long slowCount;
  private long readBytes;
  private long failingNanos;
  private Slow slowest = new Slow(new Extent(0, 1), 0);
  private Optional<String> firstError = Optional.empty();
  private Optional<String> end = Optional.empty();
  private long endsAt = Long.MAX_VALUE;

  /// A request that took its time.
  record Slow(Extent request, long nanos) {
    double millis() {
      return nanos / 1e6;
    }
  }

  ScanLog(long sizeBytes, int requestBytes) {
    long smallest = (sizeBytes + MOST_CELLS - 1) / MOST_CELLS;
    cellBytes = Math.max(1, (smallest + requestBytes - 1) / requestBytes) * requestBytes;
    int cells = (int) ((sizeBytes + cellBytes - 1) / cellBytes);
    slowestMillis = new double[cells];
    unreadableBytes = new double[cells];
  }

  /// A request was answered, well or not.
  synchronized void answered(Extent request, long nanos) {
    int cell = (int) (request.from() / cellBytes);
    if (nanos / 1e6 > slowestMillis[cell]) {
      slowestMillis[cell] = nanos / 1e6;
      changedLatency.add(cell);
    }
    if (nanos > slowest.nanos()) {
      slowest = new Slow(request, nanos);
    }
  }

  /// All of a request was read.
  synchronized void read(Extent request, long nanos) {
    readBytes += request.bytes();
    if (nanos >= SLOW_NANOS) {
      slowCount++;
      if (slow.size() < MOST_SLOW) {
        slow.add(new Slow(request, nanos));
      }
    }
  }

  synchronized void readPart(long bytes) {
    readBytes += bytes;
  }

  /// One sector, or all of a stretch, cannot be read.
  synchronized void unreadable(Extent stretch) {
    unreadable.add(stretch);
    mark(stretch);
  }

  /// There are unreadable sectors in it, and it was not found out which.
  synchronized void suspect(Extent stretch) {
    suspect.add(stretch);
    mark(stretch);
  }

  private void mark(Extent stretch) {
    int cell = (int) (stretch.from() / cellBytes);
    unreadableBytes[cell] += stretch.bytes();
    changedUnreadable.add(cell);
  }

  synchronized void error(String words) {
    firstError = firstError.or(() -> Optional.of(words));
  }

  synchronized void failing(long nanos) {
    failingNanos += nanos;
  }

  /// The scan ends early.
  ///
  /// @param reason one sentence
  synchronized void end(String reason) {
    end = end.or(() -> Optional.of(reason));
  }

  /// There is no more from here on. Several readers may meet it, and the first one farther on.
  synchronized void endsAt(long at) {
    endsAt = Math.min(endsAt, at);
  }

  private String earlyEnd() {
    return endsAt == Long.MAX_VALUE
        ? ""
        : "It ends at byte " + endsAt + ", before the size that was told.";
  }

  synchronized boolean mayLookClosely(Patience patience) {
    return failingNanos < patience.exactly().toNanos() && unreadable.count() < MOST_STRETCHES;
  }

  synchronized boolean mayGoOn(Patience patience) {
    return failingNanos < patience.altogether().toNanos();
  }

  /// Cells of the latency map that are new or worse since the last time.
  synchronized List<Point> newLatencies() {
    return points(changedLatency, slowestMillis);
  }

  /// Bytes of each cell that are, or may be, unreadable.
  synchronized List<Point> newUnreadable() {
    return points(changedUnreadable, unreadableBytes);
  }

  private static List<Point> points(SortedSet<Integer> changed, double[] values) {
    List<Point> points = new ArrayList<>();
    changed.forEach(cell -> points.add(new Point(cell, Math.round(values[cell] * 1e3) / 1e3)));
    changed.clear();
    return points;
  }

  synchronized Result result() {
    return new Result(
        readBytes,
        unreadable.list(),
        suspect.list(),
        slow,
        slowCount,
        slowest,
        cellBytes,
        firstError.orElse(""),
        end.orElseGet(this::earlyEnd));
  }

  /// What was found.
  ///
  /// @param unreadable exactly; [#suspect] holds more of them
  /// @param slow the first of them, of `slowCount`
  /// @param error the first error, in the C library's words, or empty
  /// @param end why the scan ended early, or empty
  record Result(
      long readBytes,
      List<Extent> unreadable,
      List<Extent> suspect,
      List<Slow> slow,
      long slowCount,
      Slow slowest,
      long cellBytes,
      String error,
      String end) {
    Result {
      unreadable = List.copyOf(unreadable);
      suspect = List.copyOf(suspect);
      slow = List.copyOf(slow);
    }

    boolean damaged() {
      return !unreadable.isEmpty() || !suspect.isEmpty();
    }
  }
}
