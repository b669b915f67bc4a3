package org.lifeboot.agent.check.surface;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where the readers go: request after request in order, past what is dead in growing leaps.
/// Thread-safe.
final class Route {

  /// So many requests after each other without a readable sector are looked into sector by sector;
  /// then what follows is probably dead as well, and only tried here and there.
  static final int DEAD_REQUESTS = 8;

  /// A leap is at most this part of the whole.
  private static final int SMALLEST_PART = 100;

  private final int requestBytes;
  private final long longestLeapBytes;
  private final Iterator<Extent> stretches;
  private final TreeMap<Long, Long> underWay = new TreeMap<>();
  private final Extents leapt = new Extents();
  private long position;
  private long end;
  private long deadInARow;
  private boolean stopped;
  private long brokenAt = Long.MAX_VALUE;

  /// A way through stretches.
  ///
  /// @param requestBytes requests begin and end on multiples of it
  Route(List<Extent> stretches, int requestBytes) {
    this.requestBytes = requestBytes;
    long bytes = stretches.stream().mapToLong(Extent::bytes).sum();
    this.longestLeapBytes = Math.max(requestBytes, bytes / SMALLEST_PART);
    this.stretches = stretches.iterator();
  }

  /// The next request, now under way; empty at the end.
  synchronized Optional<Extent> next(long nowNanos) {
    if (stopped || (position >= end && !nextStretch())) {
      return Optional.empty();
    }
    long to = Math.min(end, (position / requestBytes + 1) * requestBytes);
    var request = new Extent(position, to);
    underWay.put(position, nowNanos);
    position = to;
    return Optional.of(request);
  }

  private boolean nextStretch() {
    if (!stretches.hasNext()) {
      return false;
    }
    Extent stretch = stretches.next();
    position = stretch.from();
    end = stretch.to();
    return true;
  }

  /// Whether failed requests are still looked into.
  synchronized boolean lookingClosely() {
    return deadInARow < DEAD_REQUESTS;
  }

  /// A request is over.
  ///
  /// @param dead not one sector of it could be read
  synchronized void done(Extent request, boolean dead) {
    underWay.remove(request.from());
    deadInARow = dead ? deadInARow + 1 : 0;
    if (deadInARow >= DEAD_REQUESTS && position < end) {
      leap(Math.min(deadInARow - DEAD_REQUESTS, 40));
    }
  }

  private void leap(long doublings) {
    long bytes = Math.min(requestBytes * (1L << doublings), longestLeapBytes);
    long to = Math.min(end, (position + bytes) / requestBytes * requestBytes);
    if (to > position) {
      leapt.add(new Extent(position, to));
      position = to;
    }
  }

  /// The device has answered while a failed request is looked into.
  synchronized void answered(Extent request, long nowNanos) {
    underWay.put(request.from(), nowNanos);
  }

  /// No further requests are given out.
  synchronized void stop() {
    stopped = true;
  }

  /// Nothing is there from here on, or nothing answers: no further requests are given out.
  synchronized void breakOff(long at) {
    stopped = true;
    brokenAt = Math.min(brokenAt, at);
  }

  /// All before it was tried or leapt over: a later scan may go on here.
  synchronized long position() {
    return Math.min(brokenAt, underWay.isEmpty() ? position : underWay.firstKey());
  }

  synchronized List<Extent> leapt() {
    return leapt.list();
  }

  /// The request that has been under way for longest, when that is longer than a limit.
  synchronized Optional<Long> silentSince(long limitNanos, long nowNanos) {
    return underWay.entrySet().stream()
        .filter(request -> nowNanos - request.getValue() > limitNanos)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
