package org.lifeboot.manager.check;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.protocol.CheckOrder;

/// One check, as it stands.
///
/// @param targetName what the target was when it was asked for, in words: model and serial number
///   of a drive; empty when there is nothing to say
/// @param cancelledBy who asked for its end
/// @param progress the newest that was heard while it runs
public record Check(
    CheckId id,
    SessionId session,
    ServerId server,
    String serverName,
    CheckOrder order,
    String targetName,
    long version,
    CheckState state,
    Instant requestedAt,
    String requestedBy,
    Optional<String> cancelledBy,
    Optional<Progress> progress) {

  /// How far a check is.
  ///
  /// @param percent 0 to 100, or -1 while nobody can tell
  /// @param secondsLeft or -1 while nobody can tell
  /// @param heardAt when the Manager heard it
  public record Progress(
      String part, String step, int percent, long secondsLeft, Instant heardAt) {}
}
