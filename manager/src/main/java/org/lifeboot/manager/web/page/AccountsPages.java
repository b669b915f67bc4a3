package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/accounts`: who may use this Manager.
public final class AccountsPages {

  private final Accounts accounts;
  private final Templates templates;
  private final Shells shells;

  public AccountsPages(Accounts accounts, Templates templates, Shells shells) {
    this.accounts = accounts;
    this.templates = templates;
    this.shells = shells;
  }

  public void show(Context context, Login login, Form form) {
    String notice = Notices.of(context.queryParam("done"));
    send(context, 200, login, new AccountsView.Said(notice, "", "", "", ""));
  }

  public void add(Context context, Login login, Form form) {
    String name = form.text("name");
    Role role = form.text("role").equals("operator") ? Role.OPERATOR : Role.TECHNICIAN;
    try {
      String password = accounts.add(name, role, login.who());
      send(context, 200, login, new AccountsView.Said("", "", "", name, password));
    } catch (Problem problem) {
      String detail = problem.detail();
      send(
          context,
          problem.status(),
          login,
          new AccountsView.Said("", "", detail, Visible.text(name), ""));
    }
  }

  public void remove(Context context, Login login, Form form) {
    try {
      accounts.remove(context.pathParam("account"), login.who());
      context.redirect("/accounts?done=account-removed");
    } catch (Problem problem) {
      send(
          context,
          problem.status(),
          login,
          new AccountsView.Said("", problem.detail(), "", "", ""));
    }
  }

  private void send(Context context, int status, Login login, AccountsView.Said said) {
    var rows =
        accounts.list().stream()
            .map(account -> AccountsView.Row.of(account, account.name().equals(login.name())))
            .toList();
    var shell = shells.of("Accounts", Shell.Place.ACCOUNTS, login);
    templates.send(context, status, "accounts", new AccountsView(shell, said, rows));
  }
}
