package org.lifeboot.manager.store;

import java.util.Locale;

/// The few words that differ between the two databases.
public enum Dialect {
  SQLITE(""),
  POSTGRESQL(" for update skip locked");

  private final String skipLocked;

  Dialect(String skipLocked) {
    this.skipLocked = skipLocked;
  }

  /// To end a `select` that picks rows to claim: rows that another Manager is about to claim are
  /// left out. SQLite has one writer and needs nothing.
  public String skipLocked() {
    return skipLocked;
  }

  /// For people and the API: `sqlite` or `postgresql`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
