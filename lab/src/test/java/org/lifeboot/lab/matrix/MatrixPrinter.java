package org.lifeboot.lab.matrix;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Prints a table of the cells that were played and how each ended. JUnit's launcher finds it by
/// its service file. Thread-safe.
public final class MatrixPrinter implements TestExecutionListener {

  private static final List<String> TITLES = List.of("FIRMWARE", "WAY", "NETWORK", "ENDED");

  private final PrintStream out;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private record Running(Cell cell, long sinceNanos) {}

  private record Row(Cell cell, String ended) {
    List<String> words() {
      return List.of(cell.firmware(), cell.way(), cell.network(), ended);
    }
  }

  /// Prints to standard output.
  public MatrixPrinter() {
    this(System.out);
  }

  MatrixPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    Cell.of(entry.getKeyValuePairs())
        .ifPresent(cell -> running.put(test.getUniqueId(), new Running(cell, System.nanoTime())));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Running played = running.remove(test.getUniqueId());
    if (played != null) {
      var took = Duration.ofNanos(System.nanoTime() - played.sinceNanos);
      add(new Row(played.cell, word(result) + ", " + took.toSeconds() + " s"));
    }
  }

  private static String word(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> "passed";
      case FAILED -> "FAILED";
      case ABORTED -> "not played here";
    };
  }

  private synchronized void add(Row row) {
    rows.add(row);
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (rows.isEmpty()) {
      return;
    }
    out.println("What was booted into rescue:");
    var table = Stream.concat(Stream.of(TITLES), rows.stream().map(Row::words)).toList();
    table.forEach(line -> out.println(("  " + aligned(line, table)).stripTrailing()));
    rows.clear();
  }

  private static String aligned(List<String> words, List<List<String>> table) {
    return IntStream.range(0, words.size())
        .mapToObj(column -> padded(words.get(column), width(table, column)))
        .collect(Collectors.joining("  "));
  }

  private static int width(List<List<String>> table, int column) {
    return table.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(width - word.length());
  }
}
