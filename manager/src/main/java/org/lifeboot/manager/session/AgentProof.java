package org.lifeboot.manager.session;

import java.util.Optional;
import org.lifeboot.manager.account.Secrets;
import org.lifeboot.manager.session.SessionState.Rescued;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;

/// Knows the Agents that were let in, by what they proved themselves with. For requests beside the
/// WebSocket. Thread-safe.
public final class AgentProof {

  private final Database database;
  private final SessionTable table = new SessionTable();

  public AgentProof(Database database) {
    this.database = database;
  }

  /// What an Agent shows: the same as in its Hello.
  public record Shown(String session, String token, String agentKey) {

    @Override
    public String toString() {
      return "Shown[" + session + "]";
    }
  }

  /// The session of the Agent that shows this: the one whose Hello was answered with a welcome, and
  /// whose session is not over.
  public Optional<SessionId> of(Shown shown) {
    return database.read("know an Agent", transaction -> of(transaction, shown));
  }

  private Optional<SessionId> of(Transaction transaction, Shown shown) {
    return table
        .find(transaction, new SessionId(shown.session()))
        .filter(
            session ->
                SessionSteps.rescuedIn(session.state())
                    .filter(rescued -> proves(rescued, shown))
                    .isPresent())
        .map(StoredSession::id);
  }

  private static boolean proves(Rescued rescued, Shown shown) {
    return !rescued.tokens().currentSha256().isEmpty()
        && Proof.same(rescued.tokens().currentSha256(), Secrets.sha256(shown.token()))
        && Proof.same(rescued.agentKeySha256(), Secrets.sha256(shown.agentKey()));
  }
}
