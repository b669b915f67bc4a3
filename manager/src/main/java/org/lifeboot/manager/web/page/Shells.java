package org.lifeboot.manager.web.page;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.web.Login;

/// Makes the frame of a page.
public record Shells(Clock clock) {

  /// For somebody with an account.
  public Shell of(String title, Shell.Place place, Login login) {
    boolean operator = login.role() == Role.OPERATOR;
    return new Shell(title, place, Optional.of(login.name()), operator, login.csrf(), now());
  }

  /// For anybody else.
  public Shell bare(String title, String csrf) {
    return new Shell(title, Shell.Place.NOWHERE, Optional.empty(), false, csrf, now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
