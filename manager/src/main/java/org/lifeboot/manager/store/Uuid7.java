package org.lifeboot.manager.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Ids made by the program: UUIDs of version 7 (RFC 9562, section 5.7), which sort by the time they
/// were made. Those that one Manager makes one after the other in the same millisecond sort in that
/// order too (section 6.2, method 2: the random bits count up by a random step), so that a list
/// sorted by time and id shows what was asked for together as it was asked for.
public final class Uuid7 {

  private static final SecureRandom RANDOM = new SecureRandom();

  /// The 62 bits after the variant; a series begins in their lower half and so never runs over: its
  /// steps are below 2^32, which leaves half a thousand million ids for a millisecond.
  private static final long LOWER_HALF = (1L << 61) - 1;

  private static final Object SERIES = new Object();
  private static long seriesHigh;
  private static long seriesLow;

  private Uuid7() {}

  /// A new id. Thread-safe.
  public static String at(Instant now) {
    long date = now.toEpochMilli() << 16;
    synchronized (SERIES) {
      if ((seriesHigh & ~0xffffL) == date) {
        seriesLow += 1 + Integer.toUnsignedLong(RANDOM.nextInt());
      } else {
        seriesHigh = date | 0x7000L | RANDOM.nextLong(0x1000L);
        seriesLow = RANDOM.nextLong() & LOWER_HALF;
      }
      return new UUID(seriesHigh, 0x8000_0000_0000_0000L | seriesLow).toString();
    }
  }
}
