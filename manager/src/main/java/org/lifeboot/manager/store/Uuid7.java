package org.lifeboot.manager.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Ids made by the program: UUIDs of version 7 (RFC 9562, section 5.7), which sort by the time they
/// were made.
public final class Uuid7 {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Uuid7() {}

  /// A new id.
  public static String at(Instant now) {
    long random = RANDOM.nextLong();
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random & 0x0fffL);
    long low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }
}
