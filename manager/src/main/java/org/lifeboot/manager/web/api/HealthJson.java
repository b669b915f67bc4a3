package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.util.List;
import org.lifeboot.manager.power.PowerHealth;

/// `PowerHealth` of the contract.
///
/// @param answer `told`, `not-offered` or `unreachable`
/// @param detail the machine, or why nothing is told
@Json
public record HealthJson(
    String answer, String detail, List<SensorJson> sensors, List<EntryJson> log) {

  /// One sensor.
  @Json
  public record SensorJson(String name, String value, String state, String outside) {
    static SensorJson of(PowerHealth.Reading one) {
      return new SensorJson(one.name(), one.value(), one.state(), one.outside());
    }
  }

  /// One line of the controller's event log.
  @Json
  public record EntryJson(String at, String severity, String text) {
    static EntryJson of(PowerHealth.Entry one) {
      return new EntryJson(one.at(), one.severity(), one.text());
    }
  }

  static HealthJson of(PowerHealth health) {
    return switch (health) {
      case PowerHealth.Told told ->
          new HealthJson(
              "told",
              told.identity(),
              told.readings().stream().map(SensorJson::of).toList(),
              told.log().stream().map(EntryJson::of).toList());
      case PowerHealth.NotOffered(String reason) ->
          new HealthJson("not-offered", reason, List.of(), List.of());
      case PowerHealth.Unreachable(String why) ->
          new HealthJson("unreachable", why, List.of(), List.of());
    };
  }
}
