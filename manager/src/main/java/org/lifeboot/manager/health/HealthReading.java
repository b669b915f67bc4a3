package org.lifeboot.manager.health;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.manager.power.PowerHealth;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;

/// Sensors and event log of a server's management controller, read once.
///
/// @param askedBy empty for the Manager itself
/// @param taken empty while it is being read
public record HealthReading(
    String id,
    SessionId session,
    ServerId server,
    Moment moment,
    Instant askedAt,
    String askedBy,
    Optional<Taken> taken) {

  /// When it was read.
  public enum Moment {
    BEFORE,
    AFTER,
    BY_HAND;

    /// The stable name in the API and the store.
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Moment of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /// What came of it.
  public record Taken(Instant at, PowerHealth health) {}

  /// What the controller told, if it did.
  public Optional<PowerHealth.Told> told() {
    return taken.flatMap(
        one ->
            one.health() instanceof PowerHealth.Told told ? Optional.of(told) : Optional.empty());
  }

  /// True when it was asked and told nothing.
  public boolean silent() {
    return taken.isPresent() && told().isEmpty();
  }

  /// The sensors that were out of their limits.
  public List<Reading> outside() {
    return told()
        .map(one -> one.readings().stream().filter(sensor -> !sensor.outside().isEmpty()).toList())
        .orElse(List.of());
  }

  /// The newest entries of the event log, newest first.
  public List<Entry> log() {
    return told().map(PowerHealth.Told::log).orElse(List.of());
  }
}
