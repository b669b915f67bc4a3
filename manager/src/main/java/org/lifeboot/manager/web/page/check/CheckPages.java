package org.lifeboot.manager.web.page.check;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;

/// `/rescue/{session}/checks/…`: the tabs, and what can be done on them. Nothing but the checks of
/// the guest's own session can be reached.
public final class CheckPages {

  private final CheckBoard board;
  private final Templates templates;
  private final Shells shells;
  private final EventStream streams;

  public CheckPages(CheckBoard board, Templates templates, Shells shells, EventStream streams) {
    this.board = board;
    this.templates = templates;
    this.shells = shells;
    this.streams = streams;
  }

  public void show(Context context, Guest guest, Form form) {
    Tab tab = tab(context);
    send(context, 200, guest, tab, CheckNotices.of(context.queryParam("done")), "");
  }

  private static Tab tab(Context context) {
    return Tab.named(context.pathParam("tab"))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no check of that name here."));
  }

  private void send(
      Context context, int status, Guest guest, Tab tab, String notice, String problem) {
    Look look = board.look(guest.session());
    String path = CheckBoard.path(guest.session().id());
    var forms = new StartForm.Maker(look, path, guest.csrf());
    templates.send(
        context,
        status,
        "check",
        new CheckPage(
            shells.bare(tab.title() + " of " + look.session().serverName(), guest.csrf()),
            look.session().serverName(),
            path,
            tab,
            notice,
            problem,
            TabView.Bar.of(look, path, Optional.of(tab)),
            CheckPage.Head.of(look),
            CheckPage.intro(tab),
            look.inRescue() ? List.of(forms.of(tab), forms.all(tab)) : List.of(),
            new CardView.Deck(new Cards(look, board::details, path, guest.csrf()).of(tab)),
            CheckPage.maps(look, tab),
            tab == Tab.FILESYSTEM ? EarlierRepair.of(board, look, path) : List.of()));
  }

  public void live(Context context, Guest guest, Form form, Door door) {
    Tab tab = tab(context);
    String cards = context.queryParam("cards");
    streams.run(
        context,
        new CheckLive(
            board,
            templates,
            new CheckLive.Place(guest.session().id(), tab, guest.csrf()),
            cards == null ? "" : cards,
            () -> door.guest(context).isPresent()));
  }

  public void start(Context context, Guest guest, Form form) {
    Session session = guest.session();
    Tab back = back(form);
    try {
      var orders = StartOrders.of(form, () -> board.checks().all(session.id()));
      board.checks().start(session.id(), orders, guest.who());
      context.redirect(CheckBoard.path(session.id()) + back.path() + "?done=started");
    } catch (Problem problem) {
      refuse(context, guest, back, problem);
    }
  }

  /// Where the form stood.
  private static Tab back(Form form) {
    for (Tab tab : Tab.values()) {
      if (form.fields().containsKey("back") && tab.path().equals(form.text("back"))) {
        return tab;
      }
    }
    return Tab.named(form.text("check")).orElse(Tab.OVERVIEW);
  }

  /// What was refused is told on the tab it was asked for on; the overview's is told on the first.
  private void refuse(Context context, Guest guest, Tab back, Problem problem) {
    Tab tab = back.kind().isPresent() ? back : Tab.SMART;
    send(context, problem.status(), guest, tab, "", problem.detail());
  }

  public void cancel(Context context, Guest guest, Form form) {
    Check check = check(context, guest);
    Tab tab = Tab.of(check.order().kind());
    try {
      board.checks().cancel(check.id(), guest.who());
      context.redirect(CheckBoard.path(guest.session().id()) + tab.path() + "?done=cancelled");
    } catch (Problem problem) {
      refuse(context, guest, tab, problem);
    }
  }

  /// A check of this very session.
  private Check check(Context context, Guest guest) {
    return board
        .checks()
        .find(new CheckId(context.pathParam("check")))
        .filter(found -> found.session().equals(guest.session().id()))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no such check in this session."));
  }

  /// A tool's own output, as a file of text: what a server said is never shown as a page.
  public void evidence(Context context, Guest guest, Form form) {
    Check check = check(context, guest);
    String name = context.queryParam("name");
    String text =
        board
            .checks()
            .evidence(check.id(), name == null ? "" : name)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.NOT_FOUND, "This check keeps no such output of a tool."));
    String file = check.order().kind().word() + "-" + fileName(String.valueOf(name));
    context
        .status(200)
        .contentType("text/plain; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "attachment; filename=\"" + file + ".txt\"")
        .result(text);
  }

  private static String fileName(String name) {
    String safe = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return safe.substring(0, Math.min(40, safe.length()));
  }
}
