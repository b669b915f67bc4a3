package org.lifeboot.agent.check.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorsTest {

  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text + "\n");
  }

  @Test
  void whatTheKernelDoesNotKnowIsLeftOut() {
    var sensors = new Sensors(root);

    assertThat(sensors.temperatures()).isEmpty();
    assertThat(sensors.clocks()).isEmpty();
    assertThat(sensors.throttled()).isEmpty();
  }

  @Test
  void theProcessorsOwnSensorsAreReadAndNotThoseOfADisk() throws IOException {
    file("sys/class/hwmon/hwmon0/name", "drivetemp");
    file("sys/class/hwmon/hwmon0/temp1_input", "99000");
    file("sys/class/hwmon/hwmon1/name", "coretemp");
    file("sys/class/hwmon/hwmon1/temp1_input", "54500");
    file("sys/class/hwmon/hwmon1/temp1_label", "Package id 0");
    file("sys/class/hwmon/hwmon1/temp1_crit", "100000");
    file("sys/class/thermal/thermal_zone0/type", "acpitz");
    file("sys/class/thermal/thermal_zone0/temp", "27800");

    assertThat(new Sensors(root).temperatures())
        .containsExactly(new Sensors.Temperature("Package id 0", 54.5, Optional.of(100.0)));
  }

  @Test
  void withoutSensorsOfTheProcessorsTheThermalZonesAreRead() throws IOException {
    file("sys/class/thermal/thermal_zone0/type", "acpitz");
    file("sys/class/thermal/thermal_zone0/temp", "27800");

    assertThat(new Sensors(root).temperatures())
        .containsExactly(new Sensors.Temperature("acpitz", 27.8, Optional.empty()));
  }

  @Test
  void clockAndThrottlingAreReadForEachLogicalProcessor() throws IOException {
    file("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 1200.5\n\nprocessor\t: 1\n");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "3400000");
    file("sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "2");
    file("sys/devices/system/cpu/cpu1/thermal_throttle/package_throttle_count", "3");

    assertThat(new Sensors(root).clocks()).isEqualTo(Map.of(0, 1200.5, 1, 3400.0));
    assertThat(new Sensors(root).throttled()).isEqualTo(Map.of(1, 5L));
  }
}
