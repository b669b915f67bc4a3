package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lifeboot.manager.check.CheckDetails.Series;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.protocol.AgentEvent.Point;

/// Where a surface scan found the disk slow, and where dead. Each kind of cell has a shape of its
/// own.
///
/// @param words the picture in one sentence
/// @param layers cells of one kind each, as SVG paths; kinds of which there are none are left out
public record LatencyMap(String words, int width, int height, List<Layer> layers) {

  static final String LATENCY = "latency";
  static final String UNREADABLE = "unreadable";
  static final String POSITION = "read up to";

  private static final int MOST_CELLS = 1_000;
  private static final int COLUMNS = 50;
  private static final int CELL = 10;
  private static final int SLOW = 4;
  private static final int DEAD = 5;
  private static final int NOT_READ = 6;
  private static final double[] LIMITS_MS = {10, 50, 250, 1_000, Double.POSITIVE_INFINITY};
  private static final String[] WORDS = {
    "under 10 ms", "10 to 50 ms", "50 to 250 ms", "250 ms to 1 s", "over 1 s: slow"
  };

  public LatencyMap {
    layers = List.copyOf(layers);
  }

  /// Cells of one kind.
  ///
  /// @param sample one cell, for the legend
  public record Layer(String css, String words, int count, String path, String sample) {}

  /// The map.
  ///
  /// @param cells how many there are; those without a point have not been read
  /// @param cellBytes or 0 when not known
  static LatencyMap of(List<Series> measured, int cells, long cellBytes) {
    double[] millis = values(measured, LATENCY);
    double[] dead = values(measured, UNREADABLE);
    int all = Math.clamp(Math.max(cells, Math.max(last(millis), last(dead)) + 1), 1, MOST_CELLS);
    int[] kinds = new int[all];
    for (int cell = 0; cell < all; cell++) {
      kinds[cell] = kind(millis[cell], dead[cell]);
    }
    int rows = (all + COLUMNS - 1) / COLUMNS;
    return new LatencyMap(
        words(kinds, millis, cellBytes), Math.min(all, COLUMNS) * CELL, rows * CELL, layers(kinds));
  }

  private static int kind(double millis, double dead) {
    if (dead > 0) {
      return DEAD;
    }
    if (Double.isNaN(millis)) {
      return NOT_READ;
    }
    int kind = 0;
    while (millis >= LIMITS_MS[kind]) {
      kind++;
    }
    return kind;
  }

  private static double[] values(List<Series> measured, String name) {
    double[] values = new double[MOST_CELLS];
    java.util.Arrays.fill(values, Double.NaN);
    measured.stream()
        .filter(series -> series.name().equals(name))
        .flatMap(series -> series.points().stream())
        .filter(LatencyMap::drawable)
        .forEach(point -> values[(int) point.x()] = point.y());
    return values;
  }

  private static boolean drawable(Point point) {
    return point.x() >= 0 && point.x() < MOST_CELLS && Double.isFinite(point.y());
  }

  private static int last(double[] values) {
    int last = values.length - 1;
    while (last >= 0 && Double.isNaN(values[last])) {
      last--;
    }
    return last;
  }

  private static List<Layer> layers(int[] kinds) {
    List<Layer> layers = new ArrayList<>();
    for (int kind = 0; kind <= NOT_READ; kind++) {
      var path = new StringBuilder();
      int count = 0;
      for (int cell = 0; cell < kinds.length; cell++) {
        if (kinds[cell] == kind) {
          path.append(shape(kind, cell % COLUMNS * CELL, cell / COLUMNS * CELL));
          count++;
        }
      }
      if (count > 0) {
        layers.add(new Layer(css(kind), name(kind), count, path.toString(), shape(kind, 0, 0)));
      }
    }
    return layers;
  }

  private static String css(int kind) {
    return switch (kind) {
      case DEAD -> "dead";
      case NOT_READ -> "unread";
      default -> "ms" + kind;
    };
  }

  private static String name(int kind) {
    return switch (kind) {
      case DEAD -> "cannot be read";
      case NOT_READ -> "not read";
      default -> WORDS[kind];
    };
  }

  /// The slower the larger: a dot, squares, a diamond; a cross for what is dead; a dash for what
  /// was not read.
  private static String shape(int kind, int x, int y) {
    return switch (kind) {
      case DEAD -> "M%d %dl8 8m0 -8l-8 8".formatted(x + 1, y + 1);
      case NOT_READ -> "M%d %dh4v1h-4z".formatted(x + 3, y + 5);
      case SLOW -> "M%d %dl5 5l-5 5l-5 -5z".formatted(x + 5, y);
      default -> {
        int side = 3 + 2 * kind;
        int inset = (CELL - side) / 2;
        yield "M%d %dh%dv%dh-%dz".formatted(x + inset, y + inset, side, side, side);
      }
    };
  }

  private static String words(int[] kinds, double[] millis, long cellBytes) {
    int slowest = -1;
    int dead = 0;
    int read = 0;
    for (int cell = 0; cell < kinds.length; cell++) {
      dead += kinds[cell] == DEAD ? 1 : 0;
      read += kinds[cell] == NOT_READ ? 0 : 1;
      if (!Double.isNaN(millis[cell]) && (slowest < 0 || millis[cell] > millis[slowest])) {
        slowest = cell;
      }
    }
    String size = cellBytes > 0 ? " of " + Sizes.drive(cellBytes) + " each" : "";
    String slow =
        slowest < 0
            ? ""
            : String.format(
                Locale.ROOT,
                " The slowest took %.1f ms%s.",
                millis[slowest],
                at(slowest, cellBytes));
    return "%d of %d stretches%s were read; in %s something cannot be read.%s"
        .formatted(read, kinds.length, size, dead == 0 ? "none" : Integer.toString(dead), slow);
  }

  private static String at(int cell, long cellBytes) {
    return cellBytes > 0 ? ", at " + Sizes.drive(cell * cellBytes) : ", number " + (cell + 1);
  }
}
