package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Instant;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentCommand;

/// Gives a session's Agent something to do, inside somebody's transaction. Thread-safe.
public final class AgentOrders {

  private final SessionSteps steps;
  private final Clock clock;
  private final SessionTable table = new SessionTable();
  private final CommandTable commands = new CommandTable();

  public AgentOrders(SessionSteps steps, Clock clock) {
    this.steps = steps;
    this.clock = clock;
  }

  /// Puts a command at the end of the Agent's queue.
  ///
  /// @throws Problem not-found; no-session when there is no rescue system to do it
  public void give(Transaction transaction, SessionId id, AgentCommand command) {
    StoredSession session =
        table
            .find(transaction, id)
            .orElseThrow(
                () -> new Problem(ProblemCode.NOT_FOUND, "There is no rescue session " + id));
    if (SessionSteps.rescuedIn(session.state()).isEmpty()) {
      throw new Problem(
          ProblemCode.NO_SESSION,
          "The session is " + session.state().text() + ": there is no rescue system to ask");
    }
    commands.add(transaction, id, command, Instant.ofEpochMilli(clock.millis()));
    steps.tellNews(transaction, id);
  }

  /// Keeps other orders of this session waiting until the transaction is over, so that what it has
  /// looked at stays true.
  public void hold(Transaction transaction, SessionId id) {
    table.hold(transaction, id);
  }
}
