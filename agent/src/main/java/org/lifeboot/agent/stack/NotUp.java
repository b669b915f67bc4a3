package org.lifeboot.agent.stack;

/// A layer could not be brought up; the message is one sentence for a person.
final class NotUp extends Exception {
  private static final long serialVersionUID = 1;

  NotUp(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
