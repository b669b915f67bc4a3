package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Incoming;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.ExploreDownload;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.check.CheckBoard;
import org.lifeboot.manager.web.page.check.Tab;
import org.lifeboot.protocol.ArchiveFormat;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.FolderSort;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;

/// `/rescue/{session}/explore`: the disks of the rescued server, to be read. Plain links and forms.
public final class ExplorePages {

  private final CheckBoard board;
  private final Explorations explorations;
  private final ExploreDownload downloads;
  private final Templates templates;
  private final Shells shells;

  public ExplorePages(
      CheckBoard board,
      Explorations explorations,
      ExploreDownload downloads,
      Templates templates,
      Shells shells) {
    this.board = board;
    this.explorations = explorations;
    this.downloads = downloads;
    this.templates = templates;
    this.shells = shells;
  }

  private static String path(Guest guest) {
    return "/rescue/" + Door.pathSafe(guest.session().id().text());
  }

  private Frame frame(Guest guest, Optional<Links> links, String notice, String problem) {
    String name = guest.session().serverName();
    return new Frame(
        shells.bare("Partitions of " + name, guest.csrf()),
        name,
        path(guest),
        board.bar(guest.session(), Tab.EXPLORE),
        links,
        links.map(each -> Visible.text(each.volume())).orElse(""),
        notice,
        problem);
  }

  private Frame frame(Guest guest, Links links) {
    return frame(guest, Optional.of(links), "", "");
  }

  private static String text(Context context, String name) {
    String value = context.queryParam(name);
    return value == null ? "" : value;
  }

  private static long number(Context context, String name, long otherwise) {
    String value = text(context, name);
    return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : otherwise;
  }

  private static Links links(Context context, Guest guest) {
    return new Links(path(guest) + "/explore", text(context, "volume"));
  }

  private static FilePath filePath(String text) {
    try {
      return new FilePath(text.isEmpty() ? "/" : text);
    } catch (IllegalArgumentException _) {
      throw new Problem(ProblemCode.BAD_REQUEST, "This is no path on a volume.");
    }
  }

  private <T> T ask(Guest guest, ExploreOrder order, Class<T> type) {
    return explorations.ask(guest.session().id(), order, type);
  }

  // --- volumes -------------------------------------------------------------------------------

  public void volumes(Context context, Guest guest, Form form) {
    sendVolumes(
        context, 200, guest, "closed".equals(text(context, "done")) ? "Let go of." : "", "");
  }

  private void sendVolumes(
      Context context, int status, Guest guest, String notice, String problem) {
    VolumeList list;
    String trouble = problem;
    try {
      list = ask(guest, new ExploreOrder.ListVolumes(), VolumeList.class);
    } catch (Problem e) {
      list = new VolumeList(List.of(), "");
      trouble = trouble.isEmpty() ? e.detail() : trouble;
    }
    templates.send(
        context,
        status,
        "exploreVolumes",
        VolumesPage.of(frame(guest, Optional.empty(), notice, trouble), list));
  }

  public void open(Context context, Guest guest, Form form) {
    String volume = form.exact("volume");
    VolumeAnswer answer;
    try {
      answer =
          explorations.open(guest.session().id(), guest.who(), volume, form.exact("passphrase"));
    } catch (Problem problem) {
      sendVolumes(context, problem.status(), guest, "", problem.detail());
      return;
    }
    if (!answer.done()) {
      sendVolumes(context, 409, guest, "", Visible.text(answer.word()));
      return;
    }
    context.redirect(new Links(path(guest) + "/explore", volume).folder(FilePath.ROOT));
  }

  public void close(Context context, Guest guest, Form form) {
    VolumeAnswer answer =
        explorations.close(guest.session().id(), guest.who(), form.exact("volume"));
    if (!answer.done()) {
      sendVolumes(context, 409, guest, "", Visible.text(answer.word()));
      return;
    }
    context.redirect(path(guest) + "/explore?done=closed");
  }

  // --- folders -------------------------------------------------------------------------------

  public void folder(Context context, Guest guest, Form form) {
    Links links = links(context, guest);
    FilePath path = filePath(text(context, "path"));
    var asked =
        new FolderView.Asked(
            text(context, "search"),
            sort(text(context, "sort")),
            text(context, "down").equals("1"),
            (int) Math.clamp(number(context, "from", 0), 0L, Integer.MAX_VALUE - 10_000L),
            text(context, "whole").equals("1"));
    var order =
        new ExploreOrder.ListFolder(
            links.volume(),
            path.encoded(),
            asked.search(),
            asked.sort(),
            asked.descending(),
            asked.from(),
            FolderView.ROWS,
            asked.whole());
    FolderPage page = ask(guest, order, FolderPage.class);
    templates.send(
        context,
        200,
        "exploreFolder",
        FolderView.of(frame(guest, links), links, path, asked, page));
  }

  private static FolderSort sort(String word) {
    return Arrays.stream(FolderSort.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(FolderSort.NAME);
  }

  // --- files ---------------------------------------------------------------------------------

  /// A folder, a picture, a text or bytes: whatever it turns out to be.
  public void view(Context context, Guest guest, Form form) {
    Links links = links(context, guest);
    FilePath path = filePath(text(context, "path"));
    FileEntry entry =
        ask(guest, new ExploreOrder.LookAt(links.volume(), path.encoded()), FileEntry.class);
    if (entry.kind() == FileKind.FOLDER) {
      context.redirect(links.folder(path));
      return;
    }
    if (isPicture(path) && text(context, "offset").isEmpty()) {
      templates.send(
          context,
          200,
          "explorePicture",
          new PictureView(
              frame(guest, links),
              Names.shown(path.name()),
              links.crumbs(path.parent()),
              links.picture(path),
              links.file(path)));
      return;
    }
    sendText(context, guest, new Text(context, links, List.of(path.encoded()), path, false));
  }

  private static boolean isPicture(FilePath path) {
    return path.name().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|webp)");
  }

  /// A log with what was rotated away of it.
  public void log(Context context, Guest guest, Form form) {
    Links links = links(context, guest);
    String name = text(context, "log");
    LogList.Log log =
        ask(guest, new ExploreOrder.ListLogs(links.volume()), LogList.class).logs().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such log."));
    sendText(context, guest, new Text(context, links, log.paths(), filePath(name), true));
  }

  /// A text that is shown.
  private record Text(
      Context context, Links links, List<String> paths, FilePath path, boolean log) {

    String href(String more) {
      return log ? links.log(path.encoded(), more) : links.view(path, more);
    }

    String at(int piece, long offset, boolean back) {
      return href("&piece=" + piece + "&offset=" + offset + (back ? "&back=1" : ""));
    }

    int piece() {
      long otherwise = log ? paths.size() - 1 : 0;
      return Math.clamp(number(context, "piece", otherwise), 0, paths.size() - 1);
    }

    long offset() {
      return number(context, "offset", log ? -1 : 0);
    }

    boolean back() {
      return ExplorePages.text(context, "back").equals("1") || offset() < 0;
    }

    String words() {
      return ExplorePages.text(context, "words");
    }

    boolean anyCase() {
      return !ExplorePages.text(context, "exact").equals("1");
    }

    List<TextView.Field> hidden(TextPage page) {
      var fields = new ArrayList<TextView.Field>();
      fields.add(new TextView.Field("volume", links.volume()));
      fields.add(new TextView.Field(log ? "log" : "path", path.encoded()));
      fields.add(new TextView.Field("piece", String.valueOf(page.piece())));
      fields.add(new TextView.Field("from", String.valueOf(page.offset())));
      fields.add(new TextView.Field("to", String.valueOf(page.end())));
      return fields;
    }
  }

  private void sendText(Context context, Guest guest, Text text) {
    Optional<TextFound> found =
        text.words().isEmpty() ? Optional.empty() : Optional.of(search(context, guest, text));
    boolean hit = found.map(TextFound::found).orElse(false);
    var order =
        new ExploreOrder.ReadText(
            text.links().volume(),
            text.paths(),
            found.filter(_ -> hit).map(TextFound::piece).orElse(text.piece()),
            found.filter(_ -> hit).map(TextFound::offset).orElse(text.offset()),
            !hit && text.back());
    TextPage page = ask(guest, order, TextPage.class);
    if (page.binary() && !text.log() && text.offset() == 0 && found.isEmpty()) {
      context.redirect(text.links().hex(text.path(), 0));
      return;
    }
    templates.send(context, 200, "exploreText", textView(guest, text, page, found));
  }

  private TextFound search(Context context, Guest guest, Text text) {
    boolean up = text(context, "direction").equals("up");
    long from = number(context, up ? "from" : "to", up ? -1 : 0);
    long at = number(context, "at", -1);
    long begin =
        at >= 0 ? (up ? at : at + 1) : number(context, "goon", up ? from : searchBegin(context));
    return ask(
        guest,
        new ExploreOrder.SearchText(
            text.links().volume(),
            text.paths(),
            text.piece(),
            begin,
            up,
            text.words(),
            text.anyCase()),
        TextFound.class);
  }

  /// The first search begins with what is shown.
  private static long searchBegin(Context context) {
    return number(context, "from", 0);
  }

  private TextView textView(Guest guest, Text text, TextPage page, Optional<TextFound> found) {
    long hit = found.filter(TextFound::found).map(TextFound::offset).orElse(-1L);
    var moves =
        new TextView.Moves(
            page.first() ? "" : text.at(0, 0, false),
            page.first() ? "" : text.at(page.piece(), page.offset(), true),
            page.last() ? "" : text.at(page.piece(), page.end(), false),
            page.last() ? "" : text.at(text.paths().size() - 1, -1, true));
    boolean one = !text.log();
    return new TextView(
        frame(guest, text.links()),
        Names.shown(text.path().name()),
        text.links().crumbs(text.path().parent()),
        TextView.place(page, text.paths().size()),
        TextView.lines(page, hit),
        moves,
        new TextView.Search(
            text.links().base() + (text.log() ? "/log" : "/view"),
            hidden(text, page, hit),
            text.words(),
            text.anyCase(),
            found.map(each -> result(text, each))),
        Visible.text(page.word()),
        one ? text.links().file(text.path()) : "",
        one ? text.links().hex(text.path(), page.offset() / 16 * 16) : "");
  }

  private static List<TextView.Field> hidden(Text text, TextPage page, long hit) {
    var fields = new ArrayList<>(text.hidden(page));
    if (hit >= 0) {
      fields.add(new TextView.Field("at", String.valueOf(hit)));
    }
    return fields;
  }

  private static TextView.Result result(Text text, TextFound found) {
    if (found.found()) {
      return new TextView.Result("Found; the line is marked.", true, "");
    }
    if (found.finished()) {
      String word = found.word().isEmpty() ? "" : " " + Visible.text(found.word());
      return new TextView.Result("Not found from here on, in this direction." + word, false, "");
    }
    String direction = text(text.context(), "direction");
    return new TextView.Result(
        "Not found in the next %,d MB. ".formatted(found.readBytes() / 1_000_000),
        false,
        text.href(
            "&piece="
                + found.piece()
                + "&offset="
                + text.offset()
                + "&words="
                + Links.safe(text.words())
                + (text.anyCase() ? "" : "&exact=1")
                + "&direction="
                + Links.safe(direction)
                + "&goon="
                + found.offset()));
  }

  public void hex(Context context, Guest guest, Form form) {
    Links links = links(context, guest);
    FilePath path = filePath(text(context, "path"));
    FileEntry entry =
        ask(guest, new ExploreOrder.LookAt(links.volume(), path.encoded()), FileEntry.class);
    long size = Math.max(0, entry.sizeBytes());
    long last = Math.max(0, (size - 1) / HexView.BYTES * HexView.BYTES);
    long offset = Math.clamp(number(context, "offset", 0) / 16 * 16, 0, Math.max(0, size - 1));
    byte[] bytes = bytes(guest.session().id(), links, path, offset);
    long before = Math.max(0, offset - HexView.BYTES);
    long after = offset + HexView.BYTES;
    templates.send(
        context,
        200,
        "exploreHex",
        new HexView(
            frame(guest, links),
            Names.shown(path.name()),
            links.crumbs(path.parent()),
            "bytes %,d to %,d of %,d".formatted(offset, offset + bytes.length, size),
            HexView.lines(bytes, offset),
            new TextView.Moves(
                offset == 0 ? "" : links.hex(path, 0),
                offset == 0 ? "" : links.hex(path, before),
                after >= size ? "" : links.hex(path, after),
                after >= size ? "" : links.hex(path, last)),
            links.file(path),
            links.view(path, "&offset=" + offset + "&piece=0")));
  }

  private byte[] bytes(SessionId session, Links links, FilePath path, long offset) {
    var order =
        new ExploreOrder.ReadFile(links.volume(), path.encoded(), offset, HexView.BYTES, "");
    try (Incoming incoming = explorations.bytes(session, order)) {
      return incoming.bytes().readNBytes(HexView.BYTES);
    } catch (IOException e) {
      throw new Problem(
          ProblemCode.UNREADABLE, "The file could not be read here: " + e.getMessage());
    }
  }

  // --- logs ----------------------------------------------------------------------------------

  public void logs(Context context, Guest guest, Form form) {
    Links links = links(context, guest);
    LogList list;
    try {
      list = ask(guest, new ExploreOrder.ListLogs(links.volume()), LogList.class);
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
        list.journal()
            ? Optional.of(ask(guest, new ExploreOrder.Glance(links.volume()), GlanceList.class))
            : Optional.empty();
    templates.send(
        context, 200, "exploreLogs", LogsView.of(frame(guest, links), links, list, glance));
  }

  public void journal(Context context, Guest guest, Form form) {
    Links links = links(context, guest);
    var filter =
        new JournalView.Filter(
            text(context, "unit").strip(),
            Math.clamp(number(context, "priority", 7), 0, 7),
            text(context, "boot"),
            text(context, "since"),
            text(context, "until"));
    var order =
        new ExploreOrder.ReadJournal(
            links.volume(),
            filter.unit(),
            filter.priority(),
            filter.boot(),
            seconds(filter.since()),
            seconds(filter.until()),
            text(context, "cursor"));
    JournalPage page = ask(guest, order, JournalPage.class);
    templates.send(
        context, 200, "exploreJournal", JournalView.of(frame(guest, links), links, filter, page));
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

  // --- downloads -----------------------------------------------------------------------------

  public void file(Context context, Guest guest, Form form) {
    downloads.file(context, wish(context, guest));
  }

  public void picture(Context context, Guest guest, Form form) {
    downloads.picture(context, wish(context, guest));
  }

  private static ExploreDownload.Wish wish(Context context, Guest guest) {
    return new ExploreDownload.Wish(
        guest.session().id(),
        guest.who(),
        text(context, "volume"),
        filePath(text(context, "path")));
  }

  /// A whole folder.
  public void archive(Context context, Guest guest, Form form) {
    ExploreDownload.Wish wish = wish(context, guest);
    downloads.archive(context, wish, pack(wish, List.of(), text(context, "format")));
  }

  /// What was ticked in a folder.
  public void selection(Context context, Guest guest, Form form) {
    var wish =
        new ExploreDownload.Wish(
            guest.session().id(), guest.who(), form.exact("volume"), filePath(form.exact("path")));
    List<String> names =
        form.fields().entrySet().stream()
            .filter(each -> each.getKey().matches("n\\d{1,4}"))
            .map(each -> name(wish.path(), each.getValue()))
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new Problem(
          ProblemCode.BAD_REQUEST,
          "Nothing was ticked. Go back, tick what you want, and try again.");
    }
    downloads.archive(context, wish, pack(wish, names, form.exact("format")));
  }

  private static String name(FilePath folder, String name) {
    try {
      return folder.child(name).name();
    } catch (IllegalArgumentException _) {
      throw new Problem(ProblemCode.BAD_REQUEST, "There is no such name.");
    }
  }

  private static ExploreOrder.PackFiles pack(
      ExploreDownload.Wish wish, List<String> names, String format) {
    ArchiveFormat kind =
        Arrays.stream(ArchiveFormat.values())
            .filter(each -> each.suffix().equals(format))
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.BAD_REQUEST, "Archives are made as tar.zst and as zip."));
    return new ExploreOrder.PackFiles(wish.volume(), wish.path().encoded(), names, kind);
  }
}
