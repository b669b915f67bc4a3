package org.lifeboot.manager.web;

/// How often a stream may look: a few times at once after a quiet moment, ten times a second in the
/// long run, and never longer than it rests. Belongs to one stream; times are nanoseconds of one
/// clock.
final class Pace {

  private static final long EVERY = 100_000_000L;
  private static final int AT_ONCE = 3;

  private long paidUntil = Long.MIN_VALUE;

  /// A look is over.
  ///
  /// @return the rest until the next one
  long rest(long begun, long ended) {
    long cost = Math.max(EVERY, 2 * (ended - begun));
    paidUntil = Math.max(paidUntil, begun) + cost;
    return Math.max(0, paidUntil - (AT_ONCE - 1) * EVERY - ended);
  }
}
