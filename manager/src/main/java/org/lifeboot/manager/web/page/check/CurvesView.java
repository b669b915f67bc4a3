package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lifeboot.manager.check.CheckDetails.Series;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.AgentEvent.Point;

/// Curves of one unit over time: temperatures, clocks, speeds.
///
/// @param words the picture in one sentence
/// @param top the highest value with its unit, written at the upper edge
/// @param seconds how long, written at the right
public record CurvesView(
    String title, String words, String top, String bottom, String seconds, List<Line> lines) {

  private static final Set<String> MAPS =
      Set.of(LatencyMap.LATENCY, LatencyMap.UNREADABLE, LatencyMap.POSITION);
  private static final int MOST_LINES = 64;
  private static final int MOST_POINTS = 300;

  /// Width and height of the drawing.
  static final int WIDTH = 600;

  static final int HEIGHT = 150;

  public CurvesView {
    lines = List.copyOf(lines);
  }

  /// One curve, with what can be read from it.
  ///
  /// @param css one of six strokes
  /// @param points SVG's, within [#WIDTH] by [#HEIGHT]
  public record Line(
      String name, String css, String points, String lowest, String highest, String last) {}

  static List<CurvesView> of(List<Series> measured) {
    Map<String, List<Series>> byUnit = new LinkedHashMap<>();
    measured.stream()
        .filter(series -> !MAPS.contains(series.name()) && !drawable(series).isEmpty())
        .limit(MOST_LINES)
        .forEach(
            series -> byUnit.computeIfAbsent(series.unit(), _ -> new ArrayList<>()).add(series));
    return byUnit.entrySet().stream().map(unit -> view(unit.getKey(), unit.getValue())).toList();
  }

  private static List<Point> drawable(Series series) {
    return series.points().stream()
        .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()) && point.x() >= 0)
        .toList();
  }

  private static CurvesView view(String unit, List<Series> all) {
    Frame frame = Frame.of(all.stream().flatMap(series -> drawable(series).stream()).toList());
    String shown = Visible.text(unit);
    String range = "%s to %s %s".formatted(number(frame.lowest()), number(frame.highest()), shown);
    List<Line> lines = new ArrayList<>();
    for (Series series : all) {
      lines.add(line(series, frame, "line" + lines.size() % 6));
    }
    return new CurvesView(
        title(unit, shown),
        "%s over %s s: %s.".formatted(title(unit, shown), number(frame.seconds()), range),
        number(frame.top()) + " " + shown,
        number(frame.bottom()) + " " + shown,
        number(frame.seconds()) + " s",
        lines);
  }

  private static String title(String unit, String shown) {
    return switch (unit) {
      case "°C" -> "Temperature";
      case "MHz" -> "Clock";
      case "" -> "Measured";
      default -> "Measured in " + shown;
    };
  }

  private static Line line(Series series, Frame frame, String css) {
    List<Point> points = drawable(series);
    var drawn = new StringBuilder();
    int every = Math.max(1, points.size() / MOST_POINTS);
    for (int i = 0; i < points.size(); i += every) {
      drawn.append(frame.place(points.get(i))).append(' ');
    }
    drawn.append(frame.place(points.getLast()));
    var values = points.stream().mapToDouble(Point::y).summaryStatistics();
    return new Line(
        Visible.text(series.name()),
        css,
        drawn.toString(),
        number(values.getMin()),
        number(values.getMax()),
        number(points.getLast().y()));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  /// What the drawing's edges stand for.
  private record Frame(double seconds, double lowest, double highest) {

    static Frame of(List<Point> points) {
      var y = points.stream().mapToDouble(Point::y).summaryStatistics();
      double seconds = points.stream().mapToDouble(Point::x).max().orElse(0);
      return new Frame(seconds, y.getMin(), y.getMax());
    }

    double top() {
      return highest + margin();
    }

    double bottom() {
      return lowest - margin();
    }

    /// A flat curve is drawn in the middle.
    private double margin() {
      double range = highest - lowest;
      return range > 0 ? range * 0.1 : Math.max(1, Math.abs(highest) * 0.1);
    }

    String place(Point point) {
      double x = seconds > 0 ? point.x() / seconds * WIDTH : 0;
      double y = (top() - point.y()) / (top() - bottom()) * HEIGHT;
      return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
  }
}
