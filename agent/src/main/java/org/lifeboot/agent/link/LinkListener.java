package org.lifeboot.agent.link;

import java.time.Duration;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.RefusalCode;

/// What happens on the link to the Manager. Called on the link's threads; must return soon.
public interface LinkListener {

  /// The session is ours; also after every break.
  void welcomed(ManagerMessage.Welcome welcome);

  /// May come more than once for the same id.
  void commanded(ManagerMessage.Command command);

  /// Bytes are wanted on a connection of their own.
  void streamWanted(ManagerMessage.OpenStream wanted);

  /// The Manager does not want this Agent. After [RefusalCode#SESSION_OVER] the link is not tried
  /// again; after the others it is, slowly.
  void refused(RefusalCode code, String detail);

  /// There is no connection; the next try comes after `pause`.
  void broken(String reason, Duration pause);
}
