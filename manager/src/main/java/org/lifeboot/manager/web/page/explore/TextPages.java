package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;

/// Texts: one file, or a log with what was rotated away of it; searched.
public final class TextPages {

  private final ExploreDesk desk;

  TextPages(ExploreDesk desk) {
    this.desk = desk;
  }

  /// A log with what was rotated away of it.
  public void log(Context context, Guest guest, Form form) {
    Links links = desk.links(context, guest);
    String name = Asked.text(context, "log");
    LogList.Log log =
        desk.ask(guest, new ExploreOrder.ListLogs(links.volume()), LogList.class).logs().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such log."));
    sendText(context, guest, new Text(context, links, log.paths(), Asked.path(name), true));
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
      return Math.clamp(Asked.number(context, "piece", otherwise), 0, paths.size() - 1);
    }

    long offset() {
      return Asked.number(context, "offset", log ? -1 : 0);
    }

    boolean back() {
      return Asked.text(context, "back").equals("1") || offset() < 0;
    }

    String words() {
      return Asked.text(context, "words");
    }

    boolean anyCase() {
      return !Asked.text(context, "exact").equals("1");
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

  /// One file.
  void file(Context context, Guest guest, Links links, FilePath path) {
    sendText(context, guest, new Text(context, links, List.of(path.encoded()), path, false));
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
    TextPage page = desk.ask(guest, order, TextPage.class);
    if (page.binary() && !text.log() && text.offset() == 0 && found.isEmpty()) {
      context.redirect(text.links().hex(text.path(), 0));
      return;
    }
    desk.send(context, 200, "exploreText", textView(guest, text, page, found));
  }

  private TextFound search(Context context, Guest guest, Text text) {
    boolean up = Asked.text(context, "direction").equals("up");
    long from = Asked.number(context, up ? "from" : "to", up ? -1 : 0);
    long at = Asked.number(context, "at", -1);
    long begin =
        at >= 0
            ? (up ? at : at + 1)
            : Asked.number(context, "goon", up ? from : searchBegin(context));
    return desk.ask(
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
    return Asked.number(context, "from", 0);
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
        desk.frame(guest, text.links()),
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
    String direction = Asked.text(text.context(), "direction");
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
}
