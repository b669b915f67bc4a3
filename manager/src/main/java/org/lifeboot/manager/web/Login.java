package org.lifeboot.manager.web;

import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.audit.Who;

/// Somebody with an account, logged in on the pages.
///
/// @param csrf comes back with every form
/// @param cookie the browser session's key
public record Login(Who who, Role role, String csrf, String cookie) {
  public String name() {
    return who.name();
  }
}
