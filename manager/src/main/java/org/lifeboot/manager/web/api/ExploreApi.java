package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.ExploreDownload;
import org.lifeboot.manager.web.RequestBody;
import org.lifeboot.protocol.ArchiveFormat;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.FolderSort;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;

/// `/api/v1/sessions/{session}/volumes`: the disks of a rescued server, to be read.
public final class ExploreApi {

  private static final int USUAL_ENTRIES = 200;

  private final Sessions sessions;
  private final Explorations explorations;
  private final ExploreDownload downloads;
  private final Checks checks;

  public ExploreApi(
      Sessions sessions, Checks checks, Explorations explorations, ExploreDownload downloads) {
    this.sessions = sessions;
    this.checks = checks;
    this.explorations = explorations;
    this.downloads = downloads;
  }

  private SessionId session(Context context) {
    var id = new SessionId(context.pathParam("session"));
    if (sessions.find(id).isEmpty()) {
      throw new Problem(ProblemCode.NOT_FOUND, "There is no session \"" + id + "\".");
    }
    return id;
  }

  private static String text(Context context, String name) {
    String value = context.queryParam(name);
    return value == null ? "" : value;
  }

  private static String needed(Context context, String name) {
    String value = text(context, name);
    if (value.isEmpty()) {
      throw new Problem(ProblemCode.BAD_REQUEST, name + ": this parameter is missing.");
    }
    return value;
  }

  private static long number(Context context, String name, long otherwise) {
    String value = text(context, name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.matches("-?\\d{1,18}")) {
      throw new Problem(ProblemCode.BAD_REQUEST, name + ": this is no whole number.");
    }
    return Long.parseLong(value);
  }

  private static int small(Context context, String name, int otherwise) {
    return Math.clamp(number(context, name, otherwise), Integer.MIN_VALUE, 1_000_000_000);
  }

  private static boolean yes(Context context, String name) {
    return text(context, name).equals("true");
  }

  private static FilePath path(Context context) {
    return checked(() -> new FilePath(needed(context, "path")));
  }

  private static <T> T checked(Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.BAD_REQUEST, "The request is not right: " + e.getMessage());
    }
  }

  private static List<String> paths(Context context) {
    return context.queryParams("path").stream()
        .map(each -> checked(() -> new FilePath(each)).encoded())
        .toList();
  }

  private <T> void answer(Context context, ExploreOrder order, Class<T> type) {
    JsonAnswer.send(context, 200, explorations.ask(session(context), order, type));
  }

  public void list(Context context, Caller caller) {
    answer(context, new ExploreOrder.ListVolumes(), VolumeList.class);
  }

  public void open(Context context, Caller caller) {
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("volume", "passphrase"));
    String passphrase = fields.text("passphrase").orElse("");
    VolumeAnswer answer =
        explorations.open(session(context), caller.who(), fields.needed("volume"), passphrase);
    JsonAnswer.send(context, 200, answer);
  }

  public void rehearsed(Context context, Caller caller) {
    SessionId session = session(context);
    String id = Fields.of(RequestBody.of(context)).only(Set.of("check")).needed("check");
    Check plan =
        checks
            .find(new CheckId(id))
            .filter(check -> check.session().equals(session))
            .orElseThrow(
                () ->
                    new Problem(ProblemCode.NOT_FOUND, "There is no such check in this session."));
    RepairOffer offer =
        Repairs.offer(plan)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "This check offers no repair."));
    JsonAnswer.send(
        context,
        200,
        explorations.openRehearsed(
            session, caller.who(), plan.order().target(), offer.fingerprint()));
  }

  public void close(Context context, Caller caller) {
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("volume"));
    JsonAnswer.send(
        context, 200, explorations.close(session(context), caller.who(), fields.needed("volume")));
  }

  public void folder(Context context, Caller caller) {
    String sort = text(context, "sort").toUpperCase(Locale.ROOT);
    ExploreOrder order =
        checked(
            () ->
                new ExploreOrder.ListFolder(
                    needed(context, "volume"),
                    path(context).encoded(),
                    text(context, "search"),
                    sort.isEmpty() ? FolderSort.NAME : FolderSort.valueOf(sort),
                    yes(context, "descending"),
                    small(context, "from", 0),
                    small(context, "count", USUAL_ENTRIES),
                    yes(context, "whole")));
    answer(context, order, FolderPage.class);
  }

  public void text(Context context, Caller caller) {
    ExploreOrder order =
        checked(
            () ->
                new ExploreOrder.ReadText(
                    needed(context, "volume"),
                    paths(context),
                    small(context, "piece", 0),
                    number(context, "offset", 0),
                    yes(context, "backwards")));
    answer(context, order, TextPage.class);
  }

  public void search(Context context, Caller caller) {
    ExploreOrder order =
        checked(
            () ->
                new ExploreOrder.SearchText(
                    needed(context, "volume"),
                    paths(context),
                    small(context, "piece", 0),
                    number(context, "offset", 0),
                    yes(context, "backwards"),
                    needed(context, "words"),
                    yes(context, "anyCase")));
    answer(context, order, TextFound.class);
  }

  public void logs(Context context, Caller caller) {
    answer(context, new ExploreOrder.ListLogs(needed(context, "volume")), LogList.class);
  }

  public void journal(Context context, Caller caller) {
    ExploreOrder order =
        new ExploreOrder.ReadJournal(
            needed(context, "volume"),
            text(context, "unit"),
            small(context, "priority", 7),
            text(context, "boot"),
            number(context, "since", 0),
            number(context, "until", 0),
            text(context, "cursor"));
    answer(context, order, JournalPage.class);
  }

  public void glance(Context context, Caller caller) {
    answer(context, new ExploreOrder.Glance(needed(context, "volume")), GlanceList.class);
  }

  private ExploreDownload.Wish wish(Context context, Caller caller) {
    return new ExploreDownload.Wish(
        session(context), caller.who(), needed(context, "volume"), path(context));
  }

  public void file(Context context, Caller caller) {
    downloads.file(context, wish(context, caller));
  }

  public void archive(Context context, Caller caller) {
    ExploreDownload.Wish wish = wish(context, caller);
    String format = needed(context, "format");
    ArchiveFormat kind =
        Arrays.stream(ArchiveFormat.values())
            .filter(each -> each.suffix().equals(format))
            .findFirst()
            .orElseThrow(() -> new Problem(ProblemCode.BAD_REQUEST, "format: tar.zst or zip."));
    ExploreOrder.PackFiles order =
        checked(
            () ->
                new ExploreOrder.PackFiles(
                    wish.volume(),
                    wish.path().encoded(),
                    context.queryParams("name").stream()
                        .map(each -> wish.path().child(each).name())
                        .toList(),
                    kind));
    downloads.archive(context, wish, order);
  }
}
