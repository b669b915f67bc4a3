package org.lifeboot.manager.account;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Who;

/// Keys for programs: 256 random bits, stored as SHA-256. Thread-safe.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class ApiTokens {

  /// Makes a token.
  ///
  /// @param name what it is for, such as the machine it will live on
  /// @return the token, to be shown once
  public String create(Account account, String name, Who who) {
    throw new UnsupportedOperationException();
  }

  /// Whose token this is; empty when it is nobody's (any more).
  public Optional<Account> accountOf(String token) {
    throw new UnsupportedOperationException();
  }

  /// Makes a token worthless, by the token itself.
  public void revoke(String token, Who who) {
    throw new UnsupportedOperationException();
  }

  /// The tokens of an account, newest first.
  public List<ApiToken> list(Account account) {
    throw new UnsupportedOperationException();
  }

  /// Makes one of the account's tokens worthless, by its id; nothing when there is no such one.
  public void revoke(Account account, String tokenId, Who who) {
    throw new UnsupportedOperationException();
  }
}
