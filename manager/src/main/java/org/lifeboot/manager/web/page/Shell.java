package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.Optional;

/// What frames every page.
///
/// @param place which entry of the navigation this page belongs to
/// @param account who is logged in; empty where there is no navigation
/// @param operator who is logged in may also change servers, accounts and read the outbox
/// @param csrf comes back with every form
/// @param now the Manager's clock, so that running clocks need not trust the browser's
public record Shell(
    String title,
    Place place,
    Optional<String> account,
    boolean operator,
    String csrf,
    Instant now) {

  /// An entry of the navigation.
  public enum Place {
    SERVERS,
    OUTBOX,
    ACCOUNT,
    ACCOUNTS,
    SUPPORT,
    NOWHERE
  }
}
