package org.lifeboot.manager.store;

/// The database could not do what was asked.
public final class StoreException extends RuntimeException {

  private final Reason reason;

  /// A failure.
  ///
  /// @param doing what was being done, as in "store the server"
  public StoreException(Reason reason, String doing, Throwable cause) {
    super("could not " + doing + ": " + reason.text() + " (" + cause.getMessage() + ")", cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// What kind of failure it is.
  public enum Reason {
    FULL("the disk or the database is full"),
    BUSY("the database is locked by somebody else"),
    CORRUPT("the database file is damaged or not a database"),
    UNREACHABLE("the database does not answer"),
    CONFLICT("somebody else changed the same thing"),
    FAILED("the database refused");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /// For people.
    public String text() {
      return text;
    }
  }
}
