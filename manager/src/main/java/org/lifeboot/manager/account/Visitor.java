package org.lifeboot.manager.account;

/// Whose a browser session is.
public sealed interface Visitor {

  /// Somebody with an account.
  ///
  /// @param role as it is now, not as it was at the log-in
  record OfAccount(String name, Role role) implements Visitor {}

  /// The owner of one rescued server, by the link and password of the mail: sees that session only.
  record OfRescue(String sessionId) implements Visitor {}
}
