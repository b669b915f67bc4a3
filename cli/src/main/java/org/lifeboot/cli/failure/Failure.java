package org.lifeboot.cli.failure;

import java.util.Optional;

/// A command that cannot go on. The message says what was being done, to what, what came back and
/// what to do; it is shown once, at the edge of the program.
public abstract sealed class Failure extends RuntimeException
    permits NotLoggedIn, Refused, TimedOut, Unfulfilled, Unreachable, WrongUse {

  private final String message;
  private final Optional<String> document;

  Failure(String message, Optional<String> document) {
    super(message);
    this.message = message;
    this.document = document;
  }

  public String message() {
    return message;
  }

  /// The JSON document that `--json` prints to standard output for this failure; empty for a usage
  /// error, where there is nothing to tell but the message.
  public Optional<String> document() {
    return document;
  }
}
