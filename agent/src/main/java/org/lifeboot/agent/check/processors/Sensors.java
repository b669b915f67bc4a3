package org.lifeboot.agent.check.processors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.lifeboot.agent.linux.SysFiles;

/// What the kernel knows of the processors' temperature, clock and throttling (sysfs). What it does
/// not know is left out.
///
/// @param root `/`; another folder in tests
record Sensors(Path root) {

  /// The drivers whose sensors sit in or at a processor (Documentation/hwmon).
  private static final Set<String> OF_PROCESSORS =
      Set.of("coretemp", "k10temp", "zenpower", "fam15h_power", "k8temp", "via_cputemp");

  /// No machine has more that a person would look at.
  private static final int MOST_TEMPERATURES = 64;

  /// One sensor.
  ///
  /// @param name as its driver calls it: `Package id 0`, `Core 3`, `Tctl`
  /// @param critical where the maker sees damage coming
  record Temperature(String name, double celsius, Optional<Double> critical) {}

  /// Of the processors' own sensors; where there are none, the machine's thermal zones.
  List<Temperature> temperatures() {
    var found = new ArrayList<Temperature>();
    for (Path chip : folders("sys/class/hwmon", "hwmon*")) {
      if (OF_PROCESSORS.contains(SysFiles.text(chip.resolve("name")))) {
        found.addAll(sensors(chip));
      }
    }
    if (found.isEmpty()) {
      folders("sys/class/thermal", "thermal_zone*")
          .forEach(zone -> zone(zone).ifPresent(found::add));
    }
    return found.stream().limit(MOST_TEMPERATURES).toList();
  }

  private static List<Temperature> sensors(Path chip) {
    var found = new ArrayList<Temperature>();
    for (Path input : SysFiles.list(chip, "temp*_input")) {
      String sensor = input.getFileName().toString().replace("_input", "");
      String label = SysFiles.text(chip.resolve(sensor + "_label"));
      String name = label.isEmpty() ? chip.getFileName() + " " + sensor : label;
      SysFiles.number(input)
          .ifPresent(
              milli ->
                  found.add(
                      new Temperature(
                          name, milli / 1000.0, critical(chip.resolve(sensor + "_crit")))));
    }
    return found;
  }

  private static Optional<Double> critical(Path file) {
    OptionalLong milli = SysFiles.number(file);
    return milli.isPresent() && milli.getAsLong() > 0
        ? Optional.of(milli.getAsLong() / 1000.0)
        : Optional.empty();
  }

  private static Optional<Temperature> zone(Path zone) {
    OptionalLong milli = SysFiles.number(zone.resolve("temp"));
    return milli.isPresent()
        ? Optional.of(
            new Temperature(
                SysFiles.text(zone.resolve("type")), milli.getAsLong() / 1000.0, Optional.empty()))
        : Optional.empty();
  }

  /// MHz by logical processor: what cpufreq says, else `/proc/cpuinfo`.
  Map<Integer, Double> clocks() {
    var clocks = new TreeMap<Integer, Double>();
    for (Processor cpu : Processor.all(root)) {
      cpu.mhz().ifPresent(mhz -> clocks.put(cpu.number(), mhz));
      SysFiles.number(cpu(cpu.number()).resolve("cpufreq/scaling_cur_freq"))
          .ifPresent(khz -> clocks.put(cpu.number(), khz / 1000.0));
    }
    return clocks;
  }

  /// How often each logical processor was throttled since the kernel started (Intel only).
  Map<Integer, Long> throttled() {
    var counts = new TreeMap<Integer, Long>();
    for (Processor cpu : Processor.all(root)) {
      Path folder = cpu(cpu.number()).resolve("thermal_throttle");
      OptionalLong core = SysFiles.number(folder.resolve("core_throttle_count"));
      OptionalLong whole = SysFiles.number(folder.resolve("package_throttle_count"));
      if (core.isPresent() || whole.isPresent()) {
        counts.put(cpu.number(), core.orElse(0) + whole.orElse(0));
      }
    }
    return counts;
  }

  private Path cpu(int number) {
    return root.resolve("sys/devices/system/cpu/cpu" + number);
  }

  private List<Path> folders(String parent, String names) {
    return SysFiles.list(root.resolve(parent), names);
  }
}
