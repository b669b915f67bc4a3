package org.lifeboot.cli.failure;

import java.util.Optional;

/// No Manager answered: nothing listens there, the network fails, or what answers is no Manager.
public final class Unreachable extends Failure {

  public Unreachable(String message) {
    super(message, Optional.of(Problem.of("manager-unreachable", message)));
  }
}
