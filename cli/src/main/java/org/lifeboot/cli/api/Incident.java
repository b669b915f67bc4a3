package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A support incident. Texts come from servers and people.
///
/// @param partName model and serial number, or empty
/// @param stateBy who has it in work, or closed it
/// @param thread absent in a list
@Json
public record Incident(
    long number,
    String serverName,
    String check,
    String part,
    String partName,
    String verdict,
    String reason,
    String state,
    Optional<String> stateBy,
    Optional<Instant> openedAt,
    String openedBy,
    String words,
    List<Entry> thread) {
  public Incident {
    serverName = Missing.text(serverName);
    check = Missing.text(check);
    part = Missing.text(part);
    partName = Missing.text(partName);
    verdict = Missing.text(verdict);
    reason = Missing.text(reason);
    state = Missing.text(state);
    stateBy = Missing.optional(stateBy);
    openedAt = Missing.optional(openedAt);
    openedBy = Missing.text(openedBy);
    words = Missing.text(words);
    thread = Missing.list(thread);
  }

  /// One line of the thread.
  ///
  /// @param deed `comment`, or the state it was put into
  @Json
  public record Entry(Optional<Instant> at, String by, String deed, String text) {
    public Entry {
      at = Missing.optional(at);
      by = Missing.text(by);
      deed = Missing.text(deed);
      text = Missing.text(text);
    }
  }

  /// Some incidents.
  @Json
  public record Listing(List<Incident> incidents) {
    public Listing {
      incidents = Missing.list(incidents);
    }
  }

  /// Asks for one.
  @Json
  public record Draft(String checkId, String words) {}

  /// Puts one into another state.
  @Json
  public record Move(String state, String words) {}

  /// Adds to its thread.
  @Json
  public record Comment(String words) {}
}
