package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.web.Cookies;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/login` and `/logout`.
public final class LoginPages {

  private final Accounts accounts;
  private final BrowserSessions browsers;
  private final Cookies cookies;
  private final Templates templates;
  private final Shells shells;

  public LoginPages(
      Accounts accounts,
      BrowserSessions browsers,
      Cookies cookies,
      Templates templates,
      Shells shells) {
    this.accounts = accounts;
    this.browsers = browsers;
    this.cookies = cookies;
    this.templates = templates;
    this.shells = shells;
  }

  public void form(Context context) {
    String next = context.queryParam("next");
    send(context, 200, "", "", next == null ? "" : next);
  }

  public void logIn(Context context) {
    Form form = Form.of(context);
    String name = form.text("name");
    if (!cookies.formKeyMatches(context, form.exact("csrf"))) {
      String problem = "The form was too old. Please try again (cookies must be allowed).";
      send(context, 403, problem, name, form.text("next"));
      return;
    }
    try {
      Account account = accounts.logIn(name, form.exact("password"), context.ip());
      var visitor = new Visitor.OfAccount(account.name(), account.role());
      cookies.setLogin(context, browsers.open(visitor).cookie());
      context.redirect(ownPath(form.text("next")));
    } catch (Problem problem) {
      send(context, problem.status(), problem.detail(), name, form.text("next"));
    }
  }

  public void logOut(Context context, Login login, Form form) {
    browsers.close(login.cookie());
    cookies.removeLogin(context);
    context.redirect("/login");
  }

  /// Only to a page of this Manager: `//elsewhere` and `/\elsewhere` are other sites to a browser.
  static String ownPath(String next) {
    return next.matches("/[a-z][A-Za-z0-9/._-]*") ? next : "/servers";
  }

  private void send(Context context, int status, String problem, String name, String next) {
    Shell shell = shells.bare("Log in", cookies.formKey(context));
    templates.send(context, status, "login", new LoginPage(shell, problem, name, ownPath(next)));
  }
}
