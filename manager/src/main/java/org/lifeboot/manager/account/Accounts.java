package org.lifeboot.manager.account;

import java.util.Optional;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;

/// Accounts and the log-in by password. Thread-safe.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Accounts {

  /// Checks name and password.
  ///
  /// @throws Problem unauthenticated, or too-many-attempts after several wrong ones
  public Account logIn(String name, String password, String address) {
    throw new UnsupportedOperationException();
  }

  /// The first administrator, made when there is no account at all.
  ///
  /// @return its password, to be shown once; empty when there is an account already
  public Optional<String> createFirstAdministrator() {
    throw new UnsupportedOperationException();
  }

  /// Sets a new password.
  public void changePassword(String name, String password, Who who) {
    throw new UnsupportedOperationException();
  }

  /// The account of that name.
  public Optional<Account> find(String name) {
    throw new UnsupportedOperationException();
  }
}
