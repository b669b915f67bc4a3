package org.lifeboot.cli.failure;

import java.util.Optional;

/// Every request went well, but the rescue session did not end as it was asked to.
public final class Unfulfilled extends Failure {

  /// @param document the session as it was seen last
  public Unfulfilled(String message, String document) {
    super(message, Optional.of(document));
  }
}
