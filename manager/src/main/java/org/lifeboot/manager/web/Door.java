package org.lifeboot.manager.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.account.BrowserSession;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.Sessions;

/// The one place that decides who comes in. A handler behind it cannot be reached, nor written,
/// without saying who is asking.
public final class Door {

  static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final BrowserSessions browsers;
  private final ApiTokens tokens;
  private final Sessions sessions;
  private final Cookies cookies;

  Door(BrowserSessions browsers, ApiTokens tokens, Sessions sessions, Cookies cookies) {
    this.browsers = browsers;
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  /// A page for people with an account.
  public interface PageHandler {
    void handle(Context context, Login login, Form form);
  }

  /// A route of the API.
  public interface ApiHandler {
    void handle(Context context, Caller caller);
  }

  /// A page for the owner of one rescued server.
  public interface RescueHandler {
    void handle(Context context, Guest guest, Form form);
  }

  Handler page(PageHandler handler) {
    return context -> {
      Optional<Login> login = login(context);
      if (login.isEmpty()) {
        turnAway(context, "/login" + nextPage(context));
        return;
      }
      Form form = READING.contains(context.method()) ? Form.NONE : Form.of(context);
      checkCsrf(context, login.get().csrf(), form.exact("csrf"));
      handler.handle(context, login.get(), form);
    };
  }

  /// A page for operators only.
  Handler operatorPage(PageHandler handler) {
    return page(
        (context, login, form) -> {
          refuseTechnician(login.role());
          handler.handle(context, login, form);
        });
  }

  /// A route of the API for operators only.
  Handler operatorApi(ApiHandler handler) {
    return api(
        (context, caller) -> {
          refuseTechnician(caller.role());
          handler.handle(context, caller);
        });
  }

  private static void refuseTechnician(Role role) {
    switch (role) {
      case OPERATOR -> {}
      case TECHNICIAN ->
          throw new Problem(
              ProblemCode.FORBIDDEN,
              "This takes an operator; your account is a technician's. Ask whoever runs this"
                  + " Lifeboot.");
    }
  }

  Handler api(ApiHandler handler) {
    return context -> handler.handle(context, caller(context));
  }

  Handler rescue(RescueHandler handler) {
    return context -> {
      var guest = guest(context);
      if (guest.isEmpty()) {
        turnAway(context, "/rescue/" + pathSafe(context.pathParam("session")));
        return;
      }
      Form form = READING.contains(context.method()) ? Form.NONE : Form.of(context);
      checkCsrf(context, guest.get().csrf(), form.exact("csrf"));
      handler.handle(context, guest.get(), form);
    };
  }

  /// A page's event stream that comes back after the end is told to stay away: HTML Living
  /// Standard, "Server-sent events": 204 means "do not reconnect".
  private static void turnAway(Context context, String page) {
    String accept = context.header("Accept");
    if (accept != null && accept.contains("text/event-stream")) {
      context.status(204);
      return;
    }
    context.redirect(page);
  }

  /// Who is logged in on the pages.
  public Optional<Login> login(Context context) {
    return cookies.login(context).flatMap(cookie -> login(context, cookie));
  }

  private Optional<Login> login(Context context, String cookie) {
    return browsers
        .find(cookie)
        .flatMap(
            session ->
                session.visitor() instanceof Visitor.OfAccount(var name, var role)
                    ? Optional.of(
                        new Login(new Who(name, context.ip()), role, session.csrfToken(), cookie))
                    : Optional.empty());
  }

  /// Who is on a rescue page. Its owner is nobody there once the session is over; people with an
  /// account can go on reading its report.
  public Optional<Guest> guest(Context context) {
    var id = new SessionId(context.pathParam("session"));
    Optional<Session> session = sessions.find(id);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Optional<Guest> owner =
        cookies
            .rescue(context)
            .flatMap(browsers::find)
            .filter(_ -> session.get().live())
            .filter(found -> found.visitor().equals(new Visitor.OfRescue(id.text())))
            .map(found -> owner(context, session.get(), found));
    return owner.or(
        () -> login(context).map(login -> new Guest(login.who(), session.get(), login.csrf())));
  }

  private static Guest owner(Context context, Session session, BrowserSession found) {
    return new Guest(new Who("the owner", context.ip()), session, found.csrfToken());
  }

  /// Who opens a WebSocket from a rescue page. A browser sends its cookies with a WebSocket that
  /// any other site opens, and names that site: only our own is let in.
  ///
  /// @throws Problem forbidden, unauthenticated
  Guest socketGuest(Context context) {
    refuseOtherSites(context);
    return guest(context)
        .orElseThrow(
            () -> new Problem(ProblemCode.UNAUTHENTICATED, "Log in on the rescue page first."));
  }

  private static void refuseOtherSites(Context context) {
    String origin = context.header("Origin");
    String host = context.host();
    if (origin == null || host == null || !origin.replaceFirst("^https?://", "").equals(host)) {
      throw new Problem(
          ProblemCode.FORBIDDEN, "This WebSocket was not opened by a page of this Lifeboot.");
    }
  }

  /// Who with an account opens a WebSocket from a page; see [#socketGuest].
  ///
  /// @throws Problem forbidden, unauthenticated
  Login socketLogin(Context context) {
    refuseOtherSites(context);
    return login(context)
        .orElseThrow(() -> new Problem(ProblemCode.UNAUTHENTICATED, "Log in first."));
  }

  /// Tells, later and again, whether somebody is still logged in.
  BooleanSupplier loginWatch(Login login) {
    return () -> browsers.find(login.cookie()).isPresent();
  }

  /// Tells, later and again, whether whoever opened a WebSocket may still be there.
  BooleanSupplier guestWatch(Context context) {
    var id = new SessionId(context.pathParam("session"));
    List<String> shown =
        Stream.of(cookies.rescue(context), cookies.login(context))
            .flatMap(Optional::stream)
            .toList();
    return () ->
        sessions.find(id).filter(Session::live).isPresent()
            && shown.stream().anyMatch(cookie -> browsers.find(cookie).isPresent());
  }

  /// Which program opens a WebSocket: by API token, which no browser sends by itself.
  ///
  /// @throws Problem unauthenticated
  Caller socketCaller(Context context) {
    String header = context.header("Authorization");
    return byToken(context, header == null ? "" : header);
  }

  /// Tells, later and again, whether the token is still good.
  BooleanSupplier callerWatch(Caller caller) {
    return () -> caller.token().flatMap(tokens::accountOf).isPresent();
  }

  private Caller caller(Context context) {
    String header = context.header("Authorization");
    if (header != null) {
      return byToken(context, header);
    }
    Login login =
        login(context)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.UNAUTHENTICATED,
                        "This needs an API token: send the header \"Authorization: Bearer …\";"
                            + " POST /api/v1/tokens or `lifeboot login` makes one."));
    String csrf = context.header("X-CSRF-Token");
    checkCsrf(context, login.csrf(), csrf == null ? "" : csrf);
    return new Caller(login.who(), login.role(), Optional.empty());
  }

  private Caller byToken(Context context, String header) {
    String token =
        header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).strip() : "";
    Account account =
        tokens
            .accountOf(token)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.UNAUTHENTICATED,
                        "The API token of this request is not, or no longer, valid. POST"
                            + " /api/v1/tokens or `lifeboot login` makes a new one."));
    return new Caller(new Who(account.name(), context.ip()), account.role(), Optional.of(token));
  }

  static void checkCsrf(Context context, String expected, String given) {
    if (READING.contains(context.method())) {
      return;
    }
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
      throw new Problem(
          ProblemCode.FORBIDDEN,
          "This form did not come from a page of this Lifeboot, or the page is too old. Go back,"
              + " reload it and try again.");
    }
  }

  private static String nextPage(Context context) {
    boolean worthIt = READING.contains(context.method()) && !context.path().equals("/");
    return worthIt ? "?next=" + URLEncoder.encode(context.path(), StandardCharsets.UTF_8) : "";
  }

  /// Text as one part of a path.
  public static String pathSafe(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
