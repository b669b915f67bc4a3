package org.lifeboot.manager.store;

/// The few words that differ between the two databases.
public enum Dialect {
  SQLITE(""),
  POSTGRESQL(" for update skip locked");

  private final String skipLocked;

  Dialect(String skipLocked) {
    this.skipLocked = skipLocked;
  }

  /// To end a `select` that picks rows to claim.
  public String skipLocked() {
    return skipLocked;
  }
}
