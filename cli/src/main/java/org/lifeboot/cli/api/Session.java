package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A rescue session, from "rescue asked for" to "back on disk".
///
/// @param state the API's word; [#phase] says what it means for somebody who waits
/// @param reason why it ended, failed or expired
/// @param step where it failed
@Json
public record Session(
    String id,
    String serverId,
    String serverName,
    String state,
    Optional<Instant> requestedAt,
    String requestedBy,
    Optional<Instant> expiresAt,
    Optional<Instant> activeAt,
    Optional<Instant> endedAt,
    Optional<String> reason,
    Optional<String> step,
    Optional<Credentials> credentials,
    Optional<Memory> memory,
    Optional<Instant> lastSeenAt,
    List<Entry> timeline) {
  public Session {
    id = Missing.text(id);
    serverId = Missing.text(serverId);
    serverName = Missing.text(serverName);
    state = Missing.text(state);
    requestedAt = Missing.optional(requestedAt);
    requestedBy = Missing.text(requestedBy);
    expiresAt = Missing.optional(expiresAt);
    activeAt = Missing.optional(activeAt);
    endedAt = Missing.optional(endedAt);
    reason = Missing.optional(reason);
    step = Missing.optional(step);
    credentials = Missing.optional(credentials);
    memory = Missing.optional(memory);
    lastSeenAt = Missing.optional(lastSeenAt);
    timeline = Missing.list(timeline);
  }

  public Phase phase() {
    return switch (state) {
      case "active" -> Phase.IN_RESCUE;
      case "leaving" -> Phase.LEAVING;
      case "ended", "failed", "expired" -> Phase.OVER;
      default ->
          Phase.ON_ITS_WAY; // requested, booting, lost; and any state that is newer than this
    };
  }

  /// A session's state, as far as it matters for waiting.
  public enum Phase {
    ON_ITS_WAY,
    IN_RESCUE,
    LEAVING,
    OVER
  }

  /// How to log in to the rescue system.
  ///
  /// @param fingerprints of the host keys, as `SHA256:…`
  /// @param knownHosts ready lines for `known_hosts`
  /// @param sshReady whether sshd has been opened
  /// @param page the rescue page of this server
  /// @param hasPassword whether root has a temporary password (it was mailed)
  @Json
  public record Credentials(
      String user,
      String sshHost,
      int sshPort,
      List<String> fingerprints,
      List<String> knownHosts,
      boolean sshReady,
      Optional<String> page,
      boolean hasPassword) {
    public Credentials {
      user = Missing.text(user);
      sshHost = Missing.text(sshHost);
      fingerprints = Missing.list(fingerprints);
      knownHosts = Missing.list(knownHosts);
      page = Missing.optional(page);
    }
  }

  /// Memory of the server in the rescue system.
  @Json
  public record Memory(long totalBytes, long usedBytes) {}

  /// One line of the timeline.
  ///
  /// @param number counts up from 1 within the session
  /// @param step a stable word: `requested`, `ipxe`, `kernel`, …
  /// @param by who did it, where a person did
  @Json
  public record Entry(long number, Instant at, String step, String text, Optional<String> by) {
    public Entry {
      step = Missing.text(step);
      text = Missing.text(text);
      by = Missing.optional(by);
    }
  }

  /// A new password, told once.
  @Json
  public record Password(String password) {
    public Password {
      password = Missing.text(password);
    }
  }
}
