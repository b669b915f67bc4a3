package org.lifeboot.manager.account;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an account is for.
public enum Role {
  /// Runs the Manager: everything.
  OPERATOR,
  /// Support staff: sees all servers and incidents, and starts rescue sessions for owners. Neither
  /// registers servers, nor makes accounts, nor reads the outbox, where owners' passwords are.
  TECHNICIAN;

  /// The stable name in the API and the store: lower case.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of that name.
  public static Optional<Role> named(String text) {
    return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  /// As stored. Of a word that this version does not know, the one that may do less.
  static Role stored(String text) {
    return named(text).orElse(TECHNICIAN);
  }
}
