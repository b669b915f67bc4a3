package org.lifeboot.manager;

/// The Manager cannot start; the message is one line for the operator.
final class StartFailed extends RuntimeException {
  StartFailed(String message) {
    super(message);
  }
}
