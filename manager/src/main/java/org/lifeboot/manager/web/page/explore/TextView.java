package org.lifeboot.manager.web.page.explore;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.TextPage;

/// A stretch of a text.
///
/// @param place where the stretch is, in words
public record TextView(
    Frame frame,
    String title,
    List<Links.Crumb> crumbs,
    String place,
    List<Line> lines,
    Moves moves,
    Search search,
    String word,
    String fileHref,
    String hexHref) {

  /// Where one can go from here; empty where one cannot.
  public record Moves(String start, String earlier, String later, String end) {}

  /// The search form, and what came of it.
  public record Search(
      String action, List<Field> hidden, String words, boolean anyCase, Optional<Result> result) {}

  /// A field of a form.
  public record Field(String name, String value) {}

  /// What came of a search.
  ///
  /// @param goOn to search on; empty when it is over
  public record Result(String words, boolean found, String goOn) {}

  /// One line.
  public record Line(String text, boolean found) {}

  static List<Line> lines(TextPage page, long found) {
    List<TextPage.Line> all = page.lines();
    return java.util.stream.IntStream.range(0, all.size())
        .mapToObj(
            i ->
                new Line(
                    Visible.text(all.get(i).text()),
                    found >= all.get(i).offset()
                        && found < (i + 1 < all.size() ? all.get(i + 1).offset() : page.end())))
        .toList();
  }

  static String place(TextPage page, int pieces) {
    String size = page.sizeBytes() < 0 ? "" : " of " + Sizes.drive(page.sizeBytes());
    String part = pieces > 1 ? "part %d of %d, ".formatted(page.piece() + 1, pieces) : "";
    return "%sbytes %,d to %,d%s".formatted(part, page.offset(), page.end(), size);
  }
}
