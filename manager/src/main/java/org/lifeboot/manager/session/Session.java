package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.ServerId;

/// A rescue session as it stands in the store.
///
/// @param version grows with each stored step
/// @param choice what was asked for
/// @param lastSeenAt the Agent's last sign of life, to within some seconds
/// @param credentials present while the session is active, leaving or lost
public record Session(
    SessionId id,
    ServerId serverId,
    String serverName,
    long version,
    SessionState state,
    Instant requestedAt,
    String requestedBy,
    NetbootChoice.Rescue choice,
    Optional<Instant> lastSeenAt,
    Optional<Memory> memory,
    Optional<Credentials> credentials,
    List<TimelineEntry> timeline) {
  public Session {
    timeline = List.copyOf(timeline);
  }

  /// Not over yet: it still has credentials, or may get some.
  public boolean live() {
    return state.live();
  }
}
