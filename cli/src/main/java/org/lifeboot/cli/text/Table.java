package org.lifeboot.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of cells, aligned. All cells are made harmless. In a width that is too small for it the
/// widest columns give way, with `...` at the end of what was cut.
public final class Table {

  private static final String GAP = "  ";
  private static final int NARROWEST = 6;

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  public Table row(String... cells) {
    rows.add(List.of(cells).stream().map(Harmless::line).toList());
    return this;
  }

  /// The lines of the table, headings first, without spaces at their ends.
  ///
  /// @param width the most characters of a line
  public List<String> lines(int width) {
    int[] widths = fit(natural(), width);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private int[] natural() {
    return IntStream.range(0, rows.getFirst().size())
        .map(column -> rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0))
        .toArray();
  }

  private static int[] fit(int[] widths, int width) {
    int room = width - GAP.length() * (widths.length - 1);
    while (IntStream.of(widths).sum() > room && widths[widest(widths)] > NARROWEST) {
      widths[widest(widths)]--;
    }
    return widths;
  }

  private static int widest(int[] widths) {
    return IntStream.range(0, widths.length)
        .reduce(0, (best, column) -> widths[column] > widths[best] ? column : best);
  }

  private static String line(List<String> row, int[] widths) {
    return String.join(
            GAP,
            IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), widths[column]))
                .toList())
        .stripTrailing();
  }

  private static String cell(String text, int width) {
    if (length(text) <= width) {
      return text + " ".repeat(width - length(text));
    }
    return text.substring(0, text.offsetByCodePoints(0, width - 3)) + "...";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
