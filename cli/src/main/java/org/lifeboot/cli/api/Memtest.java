package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One choice of Memtest86+ for a server. That it was sent is its last state until the server boots
/// again.
///
/// @param state the API's word; [#phase] says what it means for somebody who waits
/// @param reason why it ended, failed or expired
/// @param heard what it says on the server's serial console, if that can be heard
@Json
public record Memtest(
    String state,
    Optional<Instant> chosenAt,
    Optional<Instant> expiresAt,
    Optional<Instant> sentAt,
    Optional<String> reason,
    Optional<Heard> heard,
    List<Session.Entry> timeline) {
  public Memtest {
    state = Missing.text(state);
    chosenAt = Missing.optional(chosenAt);
    expiresAt = Missing.optional(expiresAt);
    sentAt = Missing.optional(sentAt);
    reason = Missing.optional(reason);
    heard = Missing.optional(heard);
    timeline = Missing.list(timeline);
  }

  public Phase phase() {
    return switch (state) {
      case "sent" -> Phase.SENT;
      case "ended", "failed", "expired" -> Phase.OVER;
      default -> Phase.ON_ITS_WAY; // and any state that is newer than this program
    };
  }

  /// Its state and what was found, on one line.
  public String words() {
    return state + heard.map(it -> ": " + it.words()).orElse("");
  }

  /// What was heard of it over serial-over-LAN.
  ///
  /// @param text the result, in words
  /// @param trouble why nothing is heard now
  @Json
  public record Heard(String verdict, String text, Optional<String> trouble) {
    public Heard {
      verdict = Missing.text(verdict);
      text = Missing.text(text);
      trouble = Missing.optional(trouble);
    }

    String words() {
      return verdict + ", " + text + trouble.map(why -> " (" + why + ")").orElse("");
    }
  }

  /// Its state, as far as it matters for waiting.
  public enum Phase {
    ON_ITS_WAY,
    SENT,
    OVER
  }
}
