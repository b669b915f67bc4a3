package org.lifeboot.manager.account;

import java.time.Instant;

/// A log-in by form.
///
/// @param csrfToken must come back with each request that changes something
public record BrowserSession(Visitor visitor, String csrfToken, Instant expiresAt) {

  /// A log-in that was just made.
  ///
  /// @param cookie the cookie's value: known to the browser and nobody else
  public record Opened(String cookie, BrowserSession session) {}
}
