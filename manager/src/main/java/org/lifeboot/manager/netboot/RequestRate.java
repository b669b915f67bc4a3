package org.lifeboot.manager.netboot;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Holds back an address that asks too often: a bucket of tokens for each, that fills at a steady
/// rate. Bounded: of many addresses the longest silent is forgotten. Thread-safe.
final class RequestRate {

  private final int burst;
  private final double perSecond;
  private final InstantSource clock;
  private final Map<InetAddress, Bucket> buckets;

  RequestRate(int burst, double perSecond, int addresses, InstantSource clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
            return size() > addresses;
          }
        };
  }

  private record Bucket(double tokens, long atMilliseconds) {}

  /// Takes one token.
  ///
  /// @return false: none left, the request is one too many
  synchronized boolean allows(InetAddress address) {
    var now = clock.millis();
    var bucket = buckets.getOrDefault(address, new Bucket(burst, now));
    var filled = bucket.tokens() + perSecond * (now - bucket.atMilliseconds()) / 1000;
    var tokens = Math.min(burst, filled);
    buckets.put(address, new Bucket(Math.max(0, tokens < 1 ? tokens : tokens - 1), now));
    return tokens >= 1;
  }
}
