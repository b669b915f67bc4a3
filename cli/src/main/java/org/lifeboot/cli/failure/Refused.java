package org.lifeboot.cli.failure;

import java.util.Optional;

/// The Manager answered, and the answer was no.
public final class Refused extends Failure {

  private final String code;

  /// @param code the problem code of the API
  /// @param document the problem document as it came
  public Refused(String message, String code, String document) {
    super(message, Optional.of(document));
    this.code = code;
  }

  public String code() {
    return code;
  }
}
