package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/account`: one's own password and API tokens.
public final class AccountPages {

  private final Accounts accounts;
  private final ApiTokens tokens;
  private final Templates templates;
  private final Shells shells;

  public AccountPages(Accounts accounts, ApiTokens tokens, Templates templates, Shells shells) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.templates = templates;
    this.shells = shells;
  }

  private record Said(String notice, String passwordProblem, String tokenProblem, String token) {}

  public void show(Context context, Login login, Form form) {
    String notice = Notices.of(context.queryParam("done"));
    send(context, 200, login, new Said(notice, "", "", ""));
  }

  public void changePassword(Context context, Login login, Form form) {
    String fresh = form.exact("fresh");
    if (!fresh.equals(form.exact("again"))) {
      String problem = "The new password was not typed the same way twice. Nothing was changed.";
      send(context, 400, login, new Said("", problem, "", ""));
      return;
    }
    try {
      accounts.logIn(login.name(), form.exact("current"), context.ip());
    } catch (Problem problem) {
      String words =
          problem.code() == ProblemCode.UNAUTHENTICATED
              ? "The present password is not right. Nothing was changed."
              : problem.detail();
      send(context, problem.status(), login, new Said("", words, "", ""));
      return;
    }
    try {
      boolean end = !form.text("endTokens").isEmpty();
      accounts.changePassword(
          login.name(),
          fresh,
          Optional.of(login.cookie()),
          end ? Accounts.Tokens.END : Accounts.Tokens.KEEP,
          login.who());
      context.redirect("/account?done=" + (end ? "password" : "password-tokens"));
    } catch (Problem problem) {
      send(context, problem.status(), login, new Said("", problem.detail(), "", ""));
    }
  }

  public void makeToken(Context context, Login login, Form form) {
    String name = form.text("name");
    if (name.isEmpty()) {
      String problem = "Say what the token is for, so that you can revoke the right one later.";
      send(context, 400, login, new Said("", "", problem, ""));
      return;
    }
    String token = tokens.create(account(login), name, login.who());
    send(context, 200, login, new Said("", "", "", token));
  }

  public void revokeToken(Context context, Login login, Form form) {
    String id = context.pathParam("token");
    boolean own = tokens.list(account(login)).stream().anyMatch(token -> token.id().equals(id));
    if (!own) {
      throw new Problem(ProblemCode.NOT_FOUND, "You have no such API token (any more).");
    }
    tokens.revokeById(id, login.who());
    context.redirect("/account?done=revoked");
  }

  private Account account(Login login) {
    return accounts
        .find(login.name())
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no account " + login.name() + "."));
  }

  private void send(Context context, int status, Login login, Said said) {
    List<AccountView.TokenView> all =
        tokens.list(account(login)).stream()
            .map(
                token ->
                    new AccountView.TokenView(
                        token.id(),
                        Visible.text(token.name()),
                        token.createdAt(),
                        token.lastUsedAt()))
            .toList();
    var page =
        new AccountView(
            shells.of("Account", Shell.Place.ACCOUNT, login),
            login.name(),
            said.notice(),
            said.passwordProblem(),
            said.tokenProblem(),
            said.token(),
            all);
    templates.send(context, status, "account", page);
  }
}
