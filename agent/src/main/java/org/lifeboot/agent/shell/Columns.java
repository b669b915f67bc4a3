package org.lifeboot.agent.shell;

import java.util.ArrayList;
import java.util.List;

/// Lines with columns, each as wide as its widest word.
final class Columns {

  private final List<List<String>> rows = new ArrayList<>();

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /// The lines, with two spaces between columns and none at the end.
  List<String> lines(String indent) {
    return rows.stream().map(row -> indent + line(row)).map(String::stripTrailing).toList();
  }

  private String line(List<String> row) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
    }
    return line.toString();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
