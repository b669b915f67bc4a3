package org.lifeboot.manager.account;

import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// An account's name: without blanks, so that nobody can call himself "the owner" or "the Manager".
public record AccountName(String text) {

  /// Checks it.
  ///
  /// @throws Problem bad-request
  public AccountName {
    if (!text.matches("[a-z0-9][a-z0-9._@-]{0,63}")) {
      throw new Problem(
          ProblemCode.BAD_REQUEST,
          "name: an account's name has 1 to 64 of the characters a-z, 0-9, dot, dash, underscore"
              + " and @, and begins with a letter or digit");
    }
  }
}
