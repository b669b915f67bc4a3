package org.lifeboot.cli.failure;

import java.util.Optional;

/// There is no token, or the Manager does not take it (any more).
public final class NotLoggedIn extends Failure {

  public NotLoggedIn(String message) {
    this(message, Problem.of("unauthenticated", message));
  }

  /// @param document the problem document as it came
  public NotLoggedIn(String message, String document) {
    super(message, Optional.of(document));
  }
}
