package org.lifeboot.manager.power;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.power.SensorLimits.Grade;

/// Sensors of Redfish, in the two shapes that there are: `Thermal` and `Power` (deprecated since
/// DSP0268 2020.4, and what most boards have), and `Sensor`.
final class RedfishReadings {

  private RedfishReadings() {}

  static List<Reading> both(Stream<Reading> some, Stream<Reading> others) {
    return Stream.concat(some, others).toList();
  }

  /// Each with a name of its own: HPE calls all power supplies the same, and who compares two
  /// readings does it by name.
  static List<Reading> named(List<Reading> readings) {
    Set<String> names = new HashSet<>();
    return readings.stream().map(one -> named(one, names)).toList();
  }

  private static Reading named(Reading one, Set<String> names) {
    String name = one.name().isEmpty() ? "sensor" : one.name();
    String free = name;
    for (int number = 2; !names.add(free); number++) {
      free = name + " " + number;
    }
    return new Reading(free, one.value(), one.state(), one.outside());
  }

  /// One of `Fans`; before Redfish 1.0 (iLO 4) its fields had other names.
  static Reading fan(RedfishDocument one) {
    boolean today = !one.plain("Reading").isEmpty();
    String unit = one.text(today ? "ReadingUnits" : "Units");
    return old(one, today ? "Reading" : "CurrentReading", unit.equals("Percent") ? "%" : unit);
  }

  /// One of `Temperatures`, `Fans` or `Voltages`.
  ///
  /// @param value the name of its reading
  static Reading old(RedfishDocument one, String value, String unit) {
    SensorLimits limits =
        new SensorLimits()
            .with(Grade.USUAL, true, upper(one, "NonCritical"))
            .with(Grade.CRITICAL, true, upper(one, "Critical"))
            .with(Grade.FATAL, true, upper(one, "Fatal"))
            .with(Grade.USUAL, false, one.plain("LowerThresholdNonCritical"))
            .with(Grade.CRITICAL, false, one.plain("LowerThresholdCritical"))
            .with(Grade.FATAL, false, one.plain("LowerThresholdFatal"));
    return reading(one, one.plain(value), unit, limits);
  }

  /// An upper limit of 0 is none (iLO 4).
  private static String upper(RedfishDocument one, String name) {
    String limit = one.plain("UpperThreshold" + name);
    return limit.equals("0") ? "" : limit;
  }

  /// A `Sensor`: caution, critical and fatal, each way.
  static Reading sensor(RedfishDocument one) {
    RedfishDocument thresholds = one.object("Thresholds");
    SensorLimits limits =
        new SensorLimits()
            .with(Grade.USUAL, true, thresholds.object("UpperCaution").plain("Reading"))
            .with(Grade.CRITICAL, true, thresholds.object("UpperCritical").plain("Reading"))
            .with(Grade.FATAL, true, thresholds.object("UpperFatal").plain("Reading"))
            .with(Grade.USUAL, false, thresholds.object("LowerCaution").plain("Reading"))
            .with(Grade.CRITICAL, false, thresholds.object("LowerCritical").plain("Reading"))
            .with(Grade.FATAL, false, thresholds.object("LowerFatal").plain("Reading"));
    String unit = one.text("ReadingUnits").equals("Cel") ? "°C" : one.text("ReadingUnits");
    return reading(one, one.plain("Reading"), unit, limits);
  }

  /// A power supply has no limits, but a health.
  static Reading supply(RedfishDocument one) {
    String watts =
        Stream.of("LastPowerOutputWatts", "PowerOutputWatts", "PowerInputWatts")
            .map(one::plain)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return reading(one, watts, "W", new SensorLimits());
  }

  private static Reading reading(
      RedfishDocument one, String value, String unit, SensorLimits limits) {
    String name = one.text("Name").isEmpty() ? one.text("FanName") : one.text("Name");
    String health = one.object("Status").text("Health");
    boolean absent = one.object("Status").text("State").equals("Absent");
    String outside = absent ? "" : outside(health, limits.crossed(value, unit));
    return new Reading(
        name, value.isEmpty() || absent ? "" : (value + " " + unit).strip(), health, outside);
  }

  /// The controller's word counts where it says one: it knows of hysteresis, and of limits that it
  /// does not tell.
  private static String outside(String health, Optional<String> crossed) {
    return switch (health) {
      case "OK" -> "";
      case "Warning", "Critical" ->
          crossed.orElse(
              "the controller calls it " + (health.equals("Warning") ? "a warning" : "critical"));
      default -> crossed.orElse("");
    };
  }
}
