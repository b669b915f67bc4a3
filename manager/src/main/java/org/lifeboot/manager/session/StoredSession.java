package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.server.ServerId;

/// A session's row.
///
/// @param connectionId the Agent's newest connection, to whichever Manager
record StoredSession(
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
    long lastEventNumber,
    String connectionId) {}
