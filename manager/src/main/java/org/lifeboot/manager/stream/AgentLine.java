package org.lifeboot.manager.stream;

import org.lifeboot.manager.session.SessionId;
import org.lifeboot.protocol.ManagerMessage;

/// The main connections of the Agents that have dialled this Manager.
public interface AgentLine {

  /// Tells the Agent at once, if this is where it has dialled.
  ///
  /// @param connection the Agent's newest connection; an older one is no way to it
  /// @return false when that connection is not here
  boolean call(SessionId session, String connection, ManagerMessage.OpenStream wanted);
}
