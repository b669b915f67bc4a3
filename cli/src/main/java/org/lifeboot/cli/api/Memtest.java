package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One choice of Memtest86+ for a server. That it was sent is the last the Manager knows of it,
/// until the server boots again.
///
/// @param state the API's word; [#phase] says what it means for somebody who waits
/// @param reason why it ended, failed or expired
@Json
public record Memtest(
    String state,
    Optional<Instant> chosenAt,
    Optional<Instant> expiresAt,
    Optional<Instant> sentAt,
    Optional<String> reason,
    List<Session.Entry> timeline) {
  public Memtest {
    state = Missing.text(state);
    chosenAt = Missing.optional(chosenAt);
    expiresAt = Missing.optional(expiresAt);
    sentAt = Missing.optional(sentAt);
    reason = Missing.optional(reason);
    timeline = Missing.list(timeline);
  }

  public Phase phase() {
    return switch (state) {
      case "sent" -> Phase.SENT;
      case "ended", "failed", "expired" -> Phase.OVER;
      default -> Phase.ON_ITS_WAY; // and any state that is newer than this program
    };
  }

  /// Its state, as far as it matters for waiting.
  public enum Phase {
    ON_ITS_WAY,
    SENT,
    OVER
  }
}
