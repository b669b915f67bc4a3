package org.lifeboot.manager.account;

/// Whose a browser session is.
public sealed interface Visitor {

  /// Somebody with an account: sees everything.
  record OfAccount(String name) implements Visitor {}

  /// The owner of one rescued server, by the link and password of the mail: sees that session only.
  record OfRescue(String sessionId) implements Visitor {}
}
