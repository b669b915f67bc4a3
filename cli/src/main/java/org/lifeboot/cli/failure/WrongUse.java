package org.lifeboot.cli.failure;

import java.util.Optional;

/// The command line asks for something that cannot be meant; nothing was sent.
public final class WrongUse extends Failure {

  public WrongUse(String message) {
    super(message, Optional.empty());
  }
}
