package org.lifeboot.manager.store;

import java.sql.SQLException;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database could not do what was asked.
public final class StoreException extends RuntimeException {

  private final Reason reason;

  /// A failure.
  ///
  /// @param doing what was being done, as in "store the server"
  public StoreException(Reason reason, String doing, Throwable cause) {
    super("could not " + doing + ": " + reason.text + " (" + cause.getMessage() + ")", cause);
    this.reason = reason;
  }

  static StoreException of(String doing, Throwable failure) {
    return new StoreException(reasonOf(failure), doing, rootOf(failure));
  }

  public Reason reason() {
    return reason;
  }

  /// The same for whoever asked.
  public Problem problem() {
    ProblemCode code = reason == Reason.FULL ? ProblemCode.STORE_FULL : ProblemCode.INTERNAL;
    String advice =
        reason == Reason.FULL ? "; nothing was changed; make room on the Manager's disk" : "";
    return new Problem(code, getMessage() + advice);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof SQLException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Reason reasonOf(Throwable failure) {
    return switch (rootOf(failure)) {
      case SQLiteException sqlite -> reasonOf(sqlite.getResultCode());
      case SQLException sql -> reasonOf(String.valueOf(sql.getSQLState()));
      default -> Reason.FAILED;
    };
  }

  // https://sqlite.org/rescode.html; extended codes keep the primary one in the low byte
  private static Reason reasonOf(SQLiteErrorCode code) {
    return switch (code) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> Reason.CONFLICT;
      default ->
          switch (code.code & 0xff) {
            case 13 -> Reason.FULL;
            case 5, 6 -> Reason.BUSY;
            case 11, 26 -> Reason.CORRUPT;
            case 10, 14 -> Reason.UNREACHABLE;
            default -> Reason.FAILED;
          };
    };
  }

  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static Reason reasonOf(String sqlState) {
    return switch (sqlState) {
      case "53100" -> Reason.FULL;
      case "55P03" -> Reason.BUSY;
      case "23505", "40001", "40P01" -> Reason.CONFLICT;
      case "XX001", "XX002" -> Reason.CORRUPT;
      default ->
          sqlState.startsWith("08") || sqlState.startsWith("57P")
              ? Reason.UNREACHABLE
              : Reason.FAILED;
    };
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
  }
}
