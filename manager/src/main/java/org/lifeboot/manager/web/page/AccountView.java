package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One's own account.
///
/// @param newToken shown once, or empty
public record AccountView(
    Shell shell,
    String name,
    String notice,
    String passwordProblem,
    String tokenProblem,
    String newToken,
    List<TokenView> tokens) {

  /// An API token, without the token itself.
  public record TokenView(
      String id, String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
}
