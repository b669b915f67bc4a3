package org.lifeboot.manager.session;

import java.time.Instant;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.CheckProgress;

/// What stands on rescue sessions and must know how they go. Called inside the transaction of the
/// change, so that both are stored or neither.
public interface SessionFollower {

  /// A session has gone from one state to another.
  void moved(
      Transaction transaction, SessionId session, SessionState from, SessionState to, Instant now);

  /// Its Agent has told of a check.
  void told(Transaction transaction, SessionId session, AgentEvent.OfCheck event, Instant now);

  /// Its Agent has told how far a check is.
  void progress(Transaction transaction, SessionId session, CheckProgress progress, Instant now);
}
