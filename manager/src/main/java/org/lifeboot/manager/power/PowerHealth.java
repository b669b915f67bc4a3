package org.lifeboot.manager.power;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a management controller tells of its machine. All texts come from it: hostile, so they are
/// cut and made plain here. Stored as JSON.
@Json(typeProperty = "answer")
@Json.SubType(type = PowerHealth.Told.class, name = "told")
@Json.SubType(type = PowerHealth.NotOffered.class, name = "not-offered")
@Json.SubType(type = PowerHealth.Unreachable.class, name = "unreachable")
public sealed interface PowerHealth {

  /// It answered. Long lists are cut.
  ///
  /// @param identity maker, model and serial number, as far as it tells them
  /// @param log the newest entries, newest first
  record Told(String identity, List<Reading> readings, List<Entry> log) implements PowerHealth {

    public static final int MOST_READINGS = 200;
    public static final int MOST_ENTRIES = 50;

    public Told {
      identity = HostileWords.line(identity, 300);
      readings = List.copyOf(readings.subList(0, Math.min(readings.size(), MOST_READINGS)));
      log = List.copyOf(log.subList(0, Math.min(log.size(), MOST_ENTRIES)));
    }
  }

  /// This driver has none of it.
  record NotOffered(String reason) implements PowerHealth {}

  /// It could not be asked.
  record Unreachable(String why) implements PowerHealth {
    public Unreachable {
      why = HostileWords.line(why, 1000);
    }
  }

  /// One sensor.
  ///
  /// @param value with its unit: `41 degrees C`
  /// @param state the controller's own word: `ok`, `cr`, `Warning`
  /// @param outside how it is out of its limits: `above its critical limit of 90 degrees C`; empty
  ///   when it is within them
  @Json
  record Reading(String name, String value, String state, String outside) {
    public Reading {
      name = HostileWords.line(name, 100);
      value = HostileWords.line(value, 100);
      state = HostileWords.line(state, 40);
      outside = HostileWords.line(outside, 200);
    }
  }

  /// One line of the event log.
  ///
  /// @param id the controller's own number of it; counts anew when the log is cleared
  /// @param at the controller's own clock, which may be wrong, as it writes it
  @Json
  record Entry(String id, String at, String severity, String text) {
    public Entry {
      id = HostileWords.line(id, 40);
      at = HostileWords.line(at, 60);
      severity = HostileWords.line(severity, 40);
      text = HostileWords.line(text, 500);
    }
  }
}
