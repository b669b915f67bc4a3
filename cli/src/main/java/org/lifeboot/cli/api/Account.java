package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who may use the Manager.
///
/// @param role `operator` or `technician`
@Json
public record Account(String name, String role, Optional<Instant> createdAt) {
  public Account {
    name = Missing.text(name);
    role = Missing.text(role);
    createdAt = Missing.optional(createdAt);
  }

  /// Some accounts.
  @Json
  public record Listing(List<Account> accounts) {
    public Listing {
      accounts = Missing.list(accounts);
    }
  }

  /// One to be made.
  @Json
  public record Draft(String name, String role) {}

  /// One that was made, with its password, told once.
  @Json
  public record Made(String name, String role, String password) {
    public Made {
      name = Missing.text(name);
      role = Missing.text(role);
      password = Missing.text(password);
    }
  }

  /// A new password for one's own account.
  ///
  /// @param endTokens make one's API tokens worthless, the one of this request included
  @Json
  public record NewPassword(String current, String password, boolean endTokens) {}
}
