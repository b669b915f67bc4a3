package org.lifeboot.manager.memtest;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Locale;

/// Where one choice of Memtest86+ stands, as far as Lifeboot can know. Stored as JSON.
///
/// That it was sent is the last that is certain, until the server boots again: what Memtest86+ says
/// on a serial console is [Heard] where the server's board carries that over the network.
@Json(typeProperty = "state")
@Json.SubType(type = MemtestState.Chosen.class, name = "chosen")
@Json.SubType(type = MemtestState.Booting.class, name = "booting")
@Json.SubType(type = MemtestState.Sending.class, name = "sending")
@Json.SubType(type = MemtestState.Sent.class, name = "sent")
@Json.SubType(type = MemtestState.Ended.class, name = "ended")
@Json.SubType(type = MemtestState.Failed.class, name = "failed")
@Json.SubType(type = MemtestState.Expired.class, name = "expired")
public sealed interface MemtestState {

  /// Waiting for the server's boot.
  ///
  /// @param expiresAt then the choice falls back to disk
  record Chosen(Instant expiresAt) implements MemtestState {}

  /// iPXE has asked and was told to fetch Memtest86+.
  ///
  /// @param number of the boot: 1, 2, …
  /// @param bootSha256 of the boot id that counts
  /// @param deadline then it has failed
  record Booting(int number, String bootSha256, Instant deadline) implements MemtestState {}

  /// The server fetches Memtest86+. The choice is spent: whatever comes of it, the next boot is
  /// from disk.
  ///
  /// @param deadline then nobody knows whether all of it arrived
  record Sending(String bootSha256, Instant deadline) implements MemtestState {}

  /// The server has all of Memtest86+.
  record Sent(Instant at) implements MemtestState {}

  /// Over: the server booted again, or something else was chosen.
  ///
  /// @param sentAt [Instant#EPOCH] if it never was
  record Ended(Instant at, String reason, Instant sentAt) implements MemtestState {}

  /// Over: it was not fetched, or not all of it.
  record Failed(Instant at, String reason) implements MemtestState {}

  /// Over: the server did not netboot in time.
  record Expired(Instant at) implements MemtestState {}

  /// Not over yet.
  default boolean live() {
    return switch (this) {
      case Chosen _, Booting _, Sending _, Sent _ -> true;
      case Ended _, Failed _, Expired _ -> false;
    };
  }

  /// The stable name in the API and the store.
  default String text() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
