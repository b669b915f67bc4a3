package org.lifeboot.agent.shell;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.CheckReport;

/// Shows a check's progress on one line of a terminal, and keeps what it tells. Thread-safe.
final class TerminalWatch implements CheckWatch {

  private static final int BAR = 20;

  private final PrintWriter terminal;
  private final boolean live;
  private final Map<String, StringBuilder> evidence = new LinkedHashMap<>();
  private final Map<String, Map<Double, Double>> series = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private String doing = "";
  private double fraction = -1;
  private Optional<Duration> left = Optional.empty();
  private String drawn = "";

  /// A watch.
  ///
  /// @param live draw the progress: a person looks at it
  TerminalWatch(PrintWriter terminal, boolean live) {
    this.terminal = terminal;
    this.live = live;
  }

  @Override
  public synchronized void step(String part, String step) {
    doing = HostileText.line((part.isEmpty() ? "" : part + ": ") + step, 60);
    draw();
  }

  @Override
  public synchronized void progress(double done, Optional<Duration> timeLeft) {
    fraction = done;
    left = timeLeft;
    draw();
  }

  @Override
  public synchronized void measured(String name, String unit, List<Point> points) {
    var kept = series.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    points.forEach(point -> kept.put(point.x(), point.y()));
    units.put(name, unit);
  }

  @Override
  public synchronized void evidence(String name, String text) {
    evidence.computeIfAbsent(name, _ -> new StringBuilder()).append(text);
  }

  private void draw() {
    String line = fraction < 0 ? doing : bar() + "  " + doing;
    if (live && !line.equals(drawn)) {
      drawn = line;
      terminal.print("\r" + line + "\033[K");
      terminal.flush();
    }
  }

  private String bar() {
    int full = (int) (Math.clamp(fraction, 0, 1) * BAR);
    String text = "█".repeat(full) + "░".repeat(BAR - full);
    String time =
        left.map(
                duration ->
                    "  %d:%02d left".formatted(duration.toMinutes(), duration.toSecondsPart()))
            .orElse("");
    return "%s %3d %%%s".formatted(text, (int) (fraction * 100), time);
  }

  /// The line is wiped: what follows is the report.
  synchronized void end() {
    if (!drawn.isEmpty()) {
      terminal.print("\r\033[K");
      terminal.flush();
    }
  }

  synchronized List<WholeReport.Evidence> evidence() {
    return evidence.entrySet().stream()
        .map(said -> new WholeReport.Evidence(said.getKey(), said.getValue().toString()))
        .toList();
  }

  synchronized WholeReport whole(CheckReport report) {
    List<WholeReport.Series> measured = new ArrayList<>();
    series.forEach(
        (name, points) ->
            measured.add(
                new WholeReport.Series(
                    name,
                    units.getOrDefault(name, ""),
                    points.entrySet().stream()
                        .map(point -> new Point(point.getKey(), point.getValue()))
                        .toList())));
    return new WholeReport(
        report.check(),
        report.target(),
        report.verdict(),
        report.reason(),
        report.findings(),
        report.facts(),
        report.repair(),
        measured,
        evidence());
  }
}
