package org.lifeboot.cli.failure;

/// The exit codes, for scripts. They are part of the product: never renumber.
public enum Exit {
  OK(0, "done"),
  FAILED(1, "the Manager refused, or the session failed, expired or ended too early"),
  USAGE(2, "the command line is wrong; nothing was sent"),
  UNREACHABLE(3, "the Manager cannot be reached"),
  NOT_LOGGED_IN(4, "not logged in, or the token is no longer taken"),
  TIMED_OUT(5, "time-out while waiting; the session goes on"),
  NOT_PASSED(6, "a check has another verdict than passed");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  public static Exit of(Failure failure) {
    return switch (failure) {
      case Refused _, Unfulfilled _ -> FAILED;
      case WrongUse _ -> USAGE;
      case Unreachable _ -> UNREACHABLE;
      case NotLoggedIn _ -> NOT_LOGGED_IN;
      case TimedOut _ -> TIMED_OUT;
    };
  }
}
