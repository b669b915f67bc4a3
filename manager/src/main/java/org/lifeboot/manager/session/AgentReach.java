package org.lifeboot.manager.session;

import java.util.Optional;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.store.Database;

/// Where the Agent of a session can be reached now. Thread-safe.
public final class AgentReach {

  private final Database database;
  private final SessionTable table = new SessionTable();

  public AgentReach(Database database) {
    this.database = database;
  }

  /// The id of the Agent's newest connection, to whichever Manager.
  ///
  /// @throws Problem not-found; no-session: it is not active
  public String connection(SessionId id) {
    StoredSession session =
        database
            .read("look for an Agent", transaction -> table.find(transaction, id))
            .orElseThrow(
                () -> new Problem(ProblemCode.NOT_FOUND, "There is no rescue session " + id + "."));
    return Optional.of(session)
        .filter(found -> found.state() instanceof Active)
        .map(StoredSession::connectionId)
        .orElseThrow(() -> notActive(session));
  }

  private static Problem notActive(StoredSession session) {
    return new Problem(
        ProblemCode.NO_SESSION,
        "The rescue session of "
            + session.serverName()
            + " is "
            + session.state().text()
            + "; this takes one that is active.");
  }

  /// Whether the session is still active.
  public boolean active(SessionId id) {
    return database
        .read("look for a session", transaction -> table.find(transaction, id))
        .filter(session -> session.state() instanceof Active)
        .isPresent();
  }
}
