package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Console;
import org.lifeboot.lab.server.DemoDisks;
import org.lifeboot.lab.server.UserNetwork;

/// A server boots Memtest86+ from the network, once, and then its own disk.
@Tag("end-to-end")
class MemtestEndToEndTest {

  private static final Duration BOOT = Duration.ofMinutes(5);

  /// How long it has been testing, in the upper right of its screen: hours, minutes, seconds.
  private static final Pattern CLOCK = Pattern.compile("\\b\\d+:\\d\\d:\\d\\d\\b");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aServerBootsMemtestOnceAndThenItsOwnDisk() {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());

    try (var stage = new Stage(new Stage.Plan(folder, network, doors, false, Map.of()))) {
      try {
        play(stage);
      } catch (AssertionError | RuntimeException e) {
        Sit.down(stage);
        throw e;
      }
    }
  }

  private static void play(Stage stage) {
    stage.startManager();
    var api = stage.api();
    api.post("/servers", stage.registration());
    api.put("/servers/demo-1/netboot", Map.of("netboot", "memtest"));
    var console = stage.powerOn(Accelerator.best()).console();

    assertThat(console.awaitAfter(0, "Memtest86+ v", BOOT)).as("on the serial console").isPresent();
    assertThat(Patience.untilTrue(BOOT, () -> state(api).equals("sent"))).as(state(api)).isTrue();
    assertThat(api.get("/servers/demo-1").text("netboot")).isEqualTo("disk");
    itsClockMovesOn(console);
    assertThat(stage.server().writes()).as("writes to the drives").isZero();

    long before = console.end();
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));

    assertThat(console.awaitAfter(before, DemoDisks.BOOT_LINE, BOOT)).isPresent();
    assertThat(state(api)).isEqualTo("ended");
    assertThat(console.textAfter(before)).doesNotContain("Memtest86+ v");
  }

  private static void itsClockMovesOn(Console console) {
    assertThat(Patience.untilTrue(BOOT, () -> clocks(console) >= 3))
        .as(() -> "its clock moves on:\n" + console.textAfter(0))
        .isTrue();
  }

  private static long clocks(Console console) {
    return CLOCK.matcher(console.textAfter(0)).results().map(it -> it.group()).distinct().count();
  }

  private static String state(Api api) {
    return api.get("/servers/demo-1").at("memtest").text("state");
  }
}
