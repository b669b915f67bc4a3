package org.lifeboot.manager.incident;

import java.time.Instant;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;

/// A support case.
///
/// @param number what people call it: 1, 2, 3 …
/// @param report of the check, as it was when the incident was opened
/// @param words the owner's, or of whoever opened it; may be empty
public record Incident(
    IncidentId id,
    long number,
    ServerId server,
    String serverName,
    SessionId session,
    CheckId check,
    Part part,
    Snapshot report,
    String words,
    long version,
    IncidentState state,
    Instant openedAt,
    String openedBy) {

  /// What came of asking for one.
  ///
  /// @param fresh it was opened just now; otherwise there was one for this check already
  public record Opened(Incident incident, boolean fresh) {}

  /// One line of its thread.
  ///
  /// @param deed `comment`, or the state that it was put into: `open`, `in-work`, `closed`
  /// @param text may be empty, but for a comment
  public record Entry(long number, Instant at, String by, String deed, String text) {}
}
