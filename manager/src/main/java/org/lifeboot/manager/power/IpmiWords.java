package org.lifeboot.manager.power;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.power.SensorLimits.Grade;

/// What ipmitool prints, in records.
final class IpmiWords {

  private IpmiWords() {}

  /// Of `mc info`, `Manufacturer Name : Dell Inc.` and the like.
  static String identity(String info) {
    return info.lines()
        .map(line -> line.split("\\s*:\\s*", 2))
        .filter(parts -> parts.length == 2)
        .filter(
            parts ->
                List.of("Manufacturer Name", "Product Name", "Firmware Revision")
                    .contains(parts[0].strip()))
        .map(parts -> parts[0].equals("Firmware Revision") ? "firmware " + parts[1] : parts[1])
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }

  /// Of `-c sensor list`: name, value, unit, state, and six limits, `na` where there is none: `CPU1
  /// Temp,92.000,degrees C,cr,na,na,na,80.000,90.000,95.000`. What has no reading is left out, and
  /// so is what has no unit: bits of the board's own. A name may hold commas.
  static List<Reading> sensors(String listed) {
    return listed
        .lines()
        .map(line -> line.split(",", -1))
        .filter(parts -> parts.length >= 10)
        .flatMap(parts -> sensor(parts).stream())
        .toList();
  }

  private static Optional<Reading> sensor(String[] parts) {
    int value = parts.length - 9;
    String unit = parts[value + 1].strip();
    String state = parts[value + 2].strip();
    Optional<Double> number = SensorLimits.number(parts[value]);
    if (number.isEmpty() || unit.equals("discrete") || state.equals("na")) {
      return Optional.empty();
    }
    String name = String.join(",", Arrays.copyOf(parts, value)).strip();
    String outside = outside(parts, value, unit, state);
    return Optional.of(
        new Reading(name, SensorLimits.plain(number.get()) + " " + unit, state, outside));
  }

  /// The controller's own state counts: it knows of the sensor's hysteresis.
  private static String outside(String[] parts, int value, String unit, String state) {
    SensorLimits limits =
        new SensorLimits()
            .with(Grade.FATAL, false, parts[value + 3])
            .with(Grade.CRITICAL, false, parts[value + 4])
            .with(Grade.USUAL, false, parts[value + 5])
            .with(Grade.USUAL, true, parts[value + 6])
            .with(Grade.CRITICAL, true, parts[value + 7])
            .with(Grade.FATAL, true, parts[value + 8]);
    return switch (state) {
      case "ok", "ns" -> "";
      case "nc", "lnc", "unc" -> limits.crossed(parts[value], unit).orElse("not as usual");
      case "cr", "lcr", "ucr" -> limits.crossed(parts[value], unit).orElse("critical");
      case "nr", "lnr", "unr" -> limits.crossed(parts[value], unit).orElse("beyond its last limit");
      default -> "";
    };
  }

  /// Of `-c sel elist`: `1,11/20/2026,08:01:02 UTC,Memory #0x53,Correctable ECC,Asserted`. The
  /// newest comes last there.
  static List<Entry> log(String listed) {
    List<Entry> entries = new ArrayList<>();
    for (String line : listed.lines().toList()) {
      String[] parts = line.split(",", -1);
      if (parts.length >= 5 && parts[0].strip().matches("[0-9a-fA-F]{1,8}")) {
        String text =
            Arrays.stream(parts).skip(3).map(String::strip).collect(Collectors.joining(", "));
        entries.add(new Entry(parts[0].strip(), at(parts[1].strip(), parts[2].strip()), "", text));
      }
    }
    Collections.reverse(entries);
    return entries;
  }

  /// Before its clock was set, a controller counts seconds.
  private static String at(String day, String time) {
    return day.equals("Pre-Init")
        ? "before its clock was set, second " + time.replaceFirst("^0+(?=.)", "")
        : day + " " + time;
  }
}
