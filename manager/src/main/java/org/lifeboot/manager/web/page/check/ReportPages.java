package org.lifeboot.manager.web.page.check;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;

/// `/rescue/{session}/report`: all checks of a session on one page, to be read, printed and
/// compared.
public final class ReportPages {

  private final CheckBoard board;
  private final Templates templates;
  private final Shells shells;
  private final EventStream streams;

  public ReportPages(CheckBoard board, Templates templates, Shells shells, EventStream streams) {
    this.board = board;
    this.templates = templates;
    this.shells = shells;
    this.streams = streams;
  }

  public void show(Context context, Guest guest, Form form) {
    Look look = board.look(guest.session());
    String path = CheckBoard.path(guest.session().id());
    String with = context.queryParam("with");
    List<Check> ofServer = board.checks().ofServer(guest.session().serverId());
    templates.send(
        context,
        200,
        "checkReport",
        new ReportPage(
            shells.bare("Report of " + look.session().serverName(), guest.csrf()),
            look.session().serverName(),
            guest.session().id().text(),
            path,
            TabView.Bar.of(look, path, Optional.of(Tab.REPORT)),
            report(look, guest, path, ofServer),
            board.controller(guest.session(), guest.csrf()),
            with == null || with.isEmpty()
                ? Optional.empty()
                : Optional.of(compared(guest, new SessionId(with)))));
  }

  private ReportView report(Look look, Guest guest, String path, List<Check> ofServer) {
    return ReportView.of(look, new Cards(look, board::details, path, guest.csrf()), ofServer);
  }

  /// With a session of the same server, and of no other.
  private Comparison compared(Guest guest, SessionId with) {
    List<Check> other =
        board.checks().ofSession(with).stream()
            .filter(check -> check.server().equals(guest.session().serverId()))
            .toList();
    if (other.isEmpty()) {
      throw new Problem(
          ProblemCode.NOT_FOUND, "This server has no other session of that name with checks.");
    }
    return Comparison.of(other, board.checks().ofSession(guest.session().id()));
  }

  /// Has the management controller read now; the page shows it when it has answered.
  public void readController(Context context, Guest guest, Form form) {
    board.health().ask(guest.session(), guest.who());
    context.redirect(
        CheckBoard.path(guest.session().id()) + "/report#controller-title", HttpStatus.SEE_OTHER);
  }

  /// All but the history and the comparison, which stay as they were when the report was opened.
  public void live(Context context, Guest guest, Form form, Door door) {
    String cards = context.queryParam("cards");
    streams.run(
        context,
        new CheckLive(
            board,
            templates,
            new CheckLive.Place(guest.session().id(), Tab.REPORT, guest.csrf()),
            cards == null ? "" : cards,
            () -> door.guest(context).isPresent()));
  }
}
