package org.lifeboot.manager.health;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.health.HealthReading.Moment;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;

/// What a management controller told before checks began and after they were over: pure.
///
/// @param after empty while checks run
public record HealthRun(HealthReading before, Optional<HealthReading> after) {

  /// The runs of a session, oldest first. A check that came back to life ends a run once more: its
  /// last reading counts.
  static List<HealthRun> of(List<HealthReading> readings) {
    List<HealthRun> runs = new ArrayList<>();
    for (HealthReading reading : readings) {
      switch (reading.moment()) {
        case BEFORE -> runs.add(new HealthRun(reading, Optional.empty()));
        case AFTER -> {
          if (!runs.isEmpty()) {
            runs.add(new HealthRun(runs.removeLast().before(), Optional.of(reading)));
          }
        }
        case BY_HAND -> {}
      }
    }
    return List.copyOf(runs);
  }

  /// Whether a run is under way, by these readings of a session.
  static boolean open(List<HealthReading> readings) {
    List<HealthReading> own =
        readings.stream().filter(one -> one.moment() != Moment.BY_HAND).toList();
    return !own.isEmpty() && own.getLast().moment() == Moment.BEFORE;
  }

  /// What was logged in between, newest first; empty when that cannot be known, since one of both
  /// readings told nothing.
  public Optional<List<Entry>> logged() {
    if (before.told().isEmpty() || after.flatMap(HealthReading::told).isEmpty()) {
      return Optional.empty();
    }
    Set<Entry> known = new HashSet<>(before.log());
    return Optional.of(after.get().log().stream().filter(entry -> !known.contains(entry)).toList());
  }

  /// The sensors that were out of their limits at the newest of both readings that told any.
  public List<Reading> outside() {
    return after.filter(one -> one.told().isPresent()).orElse(before).outside();
  }

  /// Whether a sensor was out of its limits before the checks as well.
  public boolean wasSoBefore(Reading sensor) {
    return before.outside().stream().anyMatch(one -> one.name().equals(sensor.name()));
  }
}
