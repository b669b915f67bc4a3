package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.LogList;

/// What the dead system has written down: its logs, its journal.
public final class LogPages {

  private final ExploreDesk desk;

  LogPages(ExploreDesk desk) {
    this.desk = desk;
  }

  public void logs(Context context, Guest guest, Form form) {
    Links links = desk.links(context, guest);
    LogList list;
    try {
      list = desk.ask(guest, new ExploreOrder.ListLogs(links.volume()), LogList.class);
    } catch (Problem problem) {
      if (problem.code() != ProblemCode.NOT_FOUND) {
        throw problem;
      }
      list =
          new LogList(
              List.of(),
              false,
              "There is no /var/log on this volume; the volume for /var may have it.");
    }
    Optional<GlanceList> glance =
        list.journal() || !list.logs().isEmpty()
            ? Optional.of(
                desk.ask(guest, new ExploreOrder.Glance(links.volume()), GlanceList.class))
            : Optional.empty();
    desk.send(
        context, 200, "exploreLogs", LogsView.of(desk.frame(guest, links), links, list, glance));
  }

  public void journal(Context context, Guest guest, Form form) {
    Links links = desk.links(context, guest);
    var filter =
        new JournalView.Filter(
            Asked.text(context, "unit").strip(),
            Math.clamp(Asked.number(context, "priority", 7), 0, 7),
            Asked.text(context, "boot"),
            Asked.text(context, "since"),
            Asked.text(context, "until"));
    var order =
        new ExploreOrder.ReadJournal(
            links.volume(),
            filter.unit(),
            filter.priority(),
            filter.boot(),
            seconds(filter.since()),
            seconds(filter.until()),
            Asked.text(context, "cursor"));
    JournalPage page = desk.ask(guest, order, JournalPage.class);
    desk.send(
        context,
        200,
        "exploreJournal",
        JournalView.of(desk.frame(guest, links), links, filter, page));
  }

  /// `2026-11-23T05:10`, in UTC, as a form's field gives it; 0 for nothing.
  private static long seconds(String time) {
    try {
      return time.isEmpty() ? 0 : LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException _) {
      throw new Problem(
          ProblemCode.BAD_REQUEST, "This is no time; write it as 2026-11-23T05:10, in UTC.");
    }
  }
}
