package org.lifeboot.manager.secret;

/// What came of opening a sealed secret.
public sealed interface Opened {

  /// The secret, in clear. Its `toString` does not tell it.
  record Text(String text) implements Opened {
    @Override
    public String toString() {
      return "a secret";
    }
  }

  /// It stands there, sealed, but cannot be read here and now. Nothing is lost by that.
  ///
  /// @param why a sentence for an operator, with what to do
  record Unreadable(String why) implements Opened {}
}
