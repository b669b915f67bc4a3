package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.health.HealthReading;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.health.HealthRun;
import org.lifeboot.manager.web.api.HealthJson.EntryJson;
import org.lifeboot.manager.web.api.HealthJson.SensorJson;

/// `Controller` of the contract: what a server's management controller told during a session.
@Json
public record ControllerJson(boolean offered, List<RunJson> runs, List<ReadingJson> readings) {

  /// What drivers say of a failure names controllers: for operators, who have the power test.
  private static final String SILENT =
      "The management controller could not be read; the power test says why";

  static ControllerJson of(HealthReadings.OfSession session) {
    return new ControllerJson(
        session.offered(),
        session.runs().stream().map(RunJson::of).toList(),
        session.readings().stream().map(ReadingJson::of).toList());
  }

  /// Checks between two readings.
  ///
  /// @param logged absent when it cannot be known
  @Json
  public record RunJson(
      Instant from,
      Optional<Instant> to,
      Optional<List<EntryJson>> logged,
      List<SensorJson> outside) {
    static RunJson of(HealthRun run) {
      return new RunJson(
          run.before().askedAt(),
          run.after().map(HealthReading::askedAt),
          run.logged().map(entries -> entries.stream().map(EntryJson::of).toList()),
          run.outside().stream().map(SensorJson::of).toList());
    }
  }

  /// One reading.
  @Json
  public record ReadingJson(
      String moment,
      Instant askedAt,
      String askedBy,
      Optional<Instant> takenAt,
      String answer,
      String detail,
      List<SensorJson> sensors,
      List<EntryJson> log) {
    static ReadingJson of(HealthReading reading) {
      HealthJson health =
          reading
              .taken()
              .map(taken -> HealthJson.of(taken.health()))
              .orElseGet(() -> new HealthJson("reading", "", List.of(), List.of()));
      return new ReadingJson(
          reading.moment().text(),
          reading.askedAt(),
          reading.askedBy(),
          reading.taken().map(HealthReading.Taken::at),
          health.answer(),
          reading.silent() ? SILENT : health.detail(),
          health.sensors(),
          health.log());
    }
  }
}
