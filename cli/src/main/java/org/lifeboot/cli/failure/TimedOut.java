package org.lifeboot.cli.failure;

import java.util.Optional;

/// The session is still on its way and the time given for the wait is over.
public final class TimedOut extends Failure {

  /// @param document the session as it was seen last
  public TimedOut(String message, String document) {
    super(message, Optional.of(document));
  }
}
