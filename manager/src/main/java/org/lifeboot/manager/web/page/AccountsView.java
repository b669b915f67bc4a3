package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.Role;

/// All accounts, with the form that makes one.
public record AccountsView(Shell shell, Said said, List<Row> rows) {

  /// What came of the last form.
  ///
  /// @param problem of a removal, or empty
  /// @param nameProblem of a new account, or empty
  /// @param name of the account that was made, or that could not be
  /// @param password of the account that was made, shown once; or empty
  public record Said(
      String notice, String problem, String nameProblem, String name, String password) {}

  /// One account.
  ///
  /// @param own of whoever looks
  public record Row(String name, String role, Instant createdAt, boolean own) {
    static Row of(Account account, boolean own) {
      return new Row(account.name(), words(account.role()), account.createdAt(), own);
    }

    private static String words(Role role) {
      return switch (role) {
        case OPERATOR -> "Operator";
        case TECHNICIAN -> "Technician";
      };
    }
  }
}
