package org.lifeboot.manager.web.page.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.health.HealthReading;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.health.HealthRun;
import org.lifeboot.manager.power.PowerHealth;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.web.page.Visible;

/// What the server's management controller told, in the report.
///
/// @param offered whether it can be asked
/// @param reading whether it is being read
/// @param runs each stretch of checks, newest first
/// @param newest all that it told when it was read last
/// @param failed the newest reading told nothing
public record ControllerView(
    boolean offered,
    boolean reading,
    List<Run> runs,
    Optional<Newest> newest,
    boolean failed,
    String path,
    String csrf) {
  public ControllerView {
    runs = List.copyOf(runs);
  }

  /// Readings that came later than this are told as late.
  private static final Duration PROMPT = Duration.ofSeconds(15);

  /// One stretch of checks.
  ///
  /// @param log what its event log says of that time, in words
  /// @param sensors the same of its sensors
  public record Run(
      Instant from,
      Optional<Instant> to,
      String log,
      List<Row> logged,
      String sensors,
      List<Row> outside,
      String late) {
    public Run {
      logged = List.copyOf(logged);
      outside = List.copyOf(outside);
    }

    /// Something that people should look at.
    public boolean alarming() {
      return !logged.isEmpty() || !outside.isEmpty();
    }
  }

  /// One line of a table.
  public record Row(String name, String value, String more) {}

  /// All of one reading.
  public record Newest(Instant at, String identity, List<Row> sensors, List<Row> log) {
    public Newest {
      sensors = List.copyOf(sensors);
      log = List.copyOf(log);
    }
  }

  /// True when there is anything to say.
  public boolean shown() {
    return offered || !runs.isEmpty() || newest.isPresent();
  }

  static ControllerView of(HealthReadings.OfSession session, String path, String csrf) {
    List<HealthReading> readings = session.readings();
    List<HealthReading> over = readings.stream().filter(one -> one.taken().isPresent()).toList();
    return new ControllerView(
        session.offered(),
        session.reading(),
        session.runs().reversed().stream().map(ControllerView::run).toList(),
        over.reversed().stream().flatMap(one -> newest(one).stream()).findFirst(),
        !over.isEmpty() && over.getLast().silent(),
        path,
        csrf);
  }

  private static Run run(HealthRun run) {
    List<Entry> logged = run.logged().orElse(List.of());
    return new Run(
        run.before().askedAt(),
        run.after().map(HealthReading::askedAt),
        log(run, logged.size()),
        logged.stream().map(ControllerView::row).toList(),
        sensors(run),
        run.outside().stream().map(sensor -> outside(run, sensor)).toList(),
        late(run));
  }

  private static String log(HealthRun run, int count) {
    if (run.after().isEmpty()) {
      return "Checks are at work. The controller is read again when they are over.";
    }
    if (run.after().get().taken().isEmpty() || run.before().taken().isEmpty()) {
      return "The controller is being read.";
    }
    if (run.logged().isEmpty()) {
      return "What is new in its event log cannot be told: it could not be read "
          + (run.before().silent() ? "before the checks." : "after the checks.");
    }
    if (count >= PowerHealth.Told.MOST_ENTRIES) {
      return "Its event log has " + count + " new entries, or more:";
    }
    return switch (count) {
      case 0 -> "Its event log has no new entry.";
      case 1 -> "Its event log has one new entry:";
      default -> "Its event log has " + count + " new entries:";
    };
  }

  private static String sensors(HealthRun run) {
    HealthReading newest = run.after().filter(one -> one.told().isPresent()).orElse(run.before());
    if (newest.told().isEmpty()) {
      return "";
    }
    int all = newest.told().get().readings().size();
    String when = newest.equals(run.before()) ? "Before the checks, " : "After the checks, ";
    if (all == 0) {
      return "It tells of no sensors.";
    }
    return run.outside().isEmpty()
        ? when + "all of its " + all + " sensors were within their limits."
        : when + "these of its " + all + " sensors were out of their limits:";
  }

  private static Row outside(HealthRun run, Reading sensor) {
    boolean afterwards = run.after().flatMap(HealthReading::told).isPresent();
    String before = afterwards && run.wasSoBefore(sensor) ? ", and before the checks too" : "";
    return new Row(
        Visible.text(sensor.name()),
        Visible.text(sensor.value()),
        Visible.text(sensor.outside()) + before);
  }

  /// A reading of "before" that came late may have counted new entries as old ones.
  private static String late(HealthRun run) {
    return run.before()
        .taken()
        .map(taken -> Duration.between(run.before().askedAt(), taken.at()))
        .filter(delay -> delay.compareTo(PROMPT) > 0 && !run.before().silent())
        .map(
            delay ->
                "The first reading began "
                    + delay.toSeconds()
                    + " seconds after the checks; what was logged in that time is not counted as"
                    + " new.")
        .orElse("");
  }

  private static Row row(Entry entry) {
    return new Row(
        Visible.text(entry.at()), Visible.text(entry.text()), Visible.text(entry.severity()));
  }

  private static Optional<Newest> newest(HealthReading reading) {
    return reading.told().map(told -> newest(reading, told));
  }

  private static Newest newest(HealthReading reading, PowerHealth.Told told) {
    List<Row> sensors = new ArrayList<>();
    for (Reading one : told.readings()) {
      String state = one.outside().isEmpty() ? one.state() : one.outside();
      sensors.add(
          new Row(Visible.text(one.name()), Visible.text(one.value()), Visible.text(state)));
    }
    return new Newest(
        reading.taken().orElseThrow().at(),
        Visible.text(told.identity()),
        sensors,
        told.log().stream().map(ControllerView::row).toList());
  }
}
