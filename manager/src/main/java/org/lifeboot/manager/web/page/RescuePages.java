package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.RebootHow;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Cookies;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.PowerSecrets;
import org.lifeboot.manager.web.page.check.CheckBoard;
import org.lifeboot.manager.web.page.check.CheckNotices;
import org.lifeboot.manager.web.page.check.Tab;

/// `/rescue/{session}`: the page that the mail links to. No account; the session's password opens
/// it, and nothing but that one server is to be seen.
public final class RescuePages {

  private final Sessions sessions;
  private final Incidents incidents;
  private final CheckBoard board;
  private final BrowserSessions browsers;
  private final Cookies cookies;
  private final Templates templates;
  private final Shells shells;
  private final EventStream streams;

  public RescuePages(
      Sessions sessions,
      Incidents incidents,
      CheckBoard board,
      BrowserSessions browsers,
      Cookies cookies,
      Templates templates,
      Shells shells,
      EventStream streams) {
    this.sessions = sessions;
    this.incidents = incidents;
    this.board = board;
    this.browsers = browsers;
    this.cookies = cookies;
    this.templates = templates;
    this.shells = shells;
    this.streams = streams;
  }

  /// The page, or the way to it. The same form for any id: nobody learns which sessions there are.
  public void show(Context context, Door door) {
    Optional<Guest> guest = door.guest(context);
    if (guest.isEmpty()) {
      sendLogin(context, 200, farewell(context), "");
      return;
    }
    String done = context.queryParam("done");
    send(context, 200, guest.get(), Notices.of(done) + CheckNotices.of(done), "");
  }

  /// What to say to somebody who was logged in here. It depends on what the browser brings, never
  /// on whether there is such a session.
  private String farewell(Context context) {
    // a server that reboots at once has ended the session before the browser is back here
    if ("soft".equals(context.queryParam("done"))) {
      return "Soft reboot asked for. The server boots its own disk, and this rescue session is over."
          + " There is nothing left to do here.";
    }
    return cookies.rescue(context).isPresent()
        ? "Your log-in here has ended: most likely the server has left rescue mode, and this rescue"
            + " session is over."
        : "";
  }

  public void logIn(Context context) {
    Form form = Form.of(context);
    if (!cookies.formKeyMatches(context, form.exact("csrf"))) {
      sendLogin(
          context, 403, "", "The form was too old. Please try again (cookies must be allowed).");
      return;
    }
    var id = new SessionId(context.pathParam("session"));
    try {
      sessions.logInByLink(id, form.text("password"), context.ip());
    } catch (Problem problem) {
      sendLogin(context, problem.status(), "", problem.detail());
      return;
    }
    var opened = browsers.open(new Visitor.OfRescue(id.text()));
    cookies.setRescue(context, opened.cookie(), path(id));
    context.redirect(path(id));
  }

  public void logOut(Context context, Guest guest, Form form) {
    String path = path(guest.session().id());
    cookies.rescue(context).ifPresent(browsers::close);
    cookies.removeRescue(context, path);
    context.redirect(path);
  }

  public void backToDisk(Context context, Guest guest, Form form) {
    tried(
        context,
        guest,
        "disk",
        () ->
            sessions.chooseNetboot(
                guest.session().serverId(), new NetbootChoice.Disk(), guest.who()));
  }

  public void reboot(Context context, Guest guest, Form form) {
    tried(
        context,
        guest,
        "soft",
        () -> sessions.reboot(guest.session().serverId(), RebootHow.SOFT, guest.who()));
  }

  public void lookAgain(Context context, Guest guest, Form form) {
    tried(
        context, guest, "drives", () -> sessions.takeInventory(guest.session().id(), guest.who()));
  }

  private void tried(Context context, Guest guest, String done, Runnable deed) {
    try {
      deed.run();
      context.redirect(path(guest.session().id()) + "?done=" + done);
    } catch (Problem problem) {
      send(context, problem.status(), guest, "", PowerSecrets.withoutThem(problem).detail());
    }
  }

  public void live(Context context, Guest guest, Form form, Door door) {
    streams.run(
        context,
        new LiveParts(
            templates,
            () -> sessions.find(guest.session().id()).map(session -> look(session, guest)),
            () -> door.guest(context).isPresent()));
  }

  private LiveParts.Look look(Session session, Guest guest) {
    return new LiveParts.Look(parts(session, guest), !session.live(), Optional.of(session.id()));
  }

  private Map<String, Object> parts(Session session, Guest guest) {
    RescuePage page = page(session, guest, "", "");
    var parts = new LinkedHashMap<String, Object>();
    parts.put("checkTabs", page.tabs());
    parts.put("now", page.now());
    parts.put("access", page.access());
    parts.put("leave", page.leave());
    parts.put("drives", page.machine());
    parts.put("incidents", page.incidents());
    parts.put("timeline", page.timeline());
    return parts;
  }

  private void send(Context context, int status, Guest guest, String notice, String problem) {
    Session session = sessions.find(guest.session().id()).orElse(guest.session());
    templates.send(context, status, "rescue", page(session, guest, notice, problem));
  }

  private RescuePage page(Session session, Guest guest, String notice, String problem) {
    String path = path(session.id());
    return new RescuePage(
        shells.bare(session.serverName() + " in rescue", guest.csrf()),
        session.serverName(),
        path,
        notice,
        problem,
        board.bar(session, Tab.OVERVIEW),
        board.startAll(session, guest.csrf()),
        NowView.forOwner(session),
        new AccessPart(AccessView.of(session), "", guest.csrf()),
        leave(session, path, guest.csrf()),
        Optional.of(session)
            .filter(live -> live.credentials().isPresent())
            .map(
                live ->
                    MachineView.of(
                        live, sessions.inventory(live.id()), path + "/drives", guest.csrf())),
        IncidentRow.Rows.of(incidents.ofSession(session.id()), path + "/incidents"),
        EntryView.newestFirst(session));
  }

  private static Optional<RescuePage.Leave> leave(Session session, String path, String csrf) {
    boolean chosen = session.state() instanceof SessionState.Leaving;
    return session.live()
        ? Optional.of(new RescuePage.Leave(path, chosen, csrf))
        : Optional.empty();
  }

  private void sendLogin(Context context, int status, String notice, String problem) {
    String path = path(new SessionId(context.pathParam("session")));
    Shell shell = shells.bare("Your server in rescue", cookies.formKey(context));
    templates.send(
        context, status, "rescueLogin", new RescuePage.Login(shell, path, notice, problem));
  }

  private static String path(SessionId session) {
    return "/rescue/" + Door.pathSafe(session.text());
  }
}
