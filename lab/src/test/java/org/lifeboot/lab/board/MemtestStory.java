package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;

/// The real Memtest86+ on a virtual server behind OpenIPMI's `ipmi_sim`: what it says is heard over
/// serial-over-LAN.
final class MemtestStory {

  static final Duration PASS = Duration.ofMinutes(20);

  private static final Duration BOOT = Duration.ofMinutes(5);

  /// So that a pass takes minutes.
  private static final int MEMORY_MIB = 48;

  private MemtestStory() {}

  /// Boots it, and goes on when it is heard.
  static void play(Path folder, Consumer<IpmiStage> play) {
    IpmiStage.play(
        folder,
        plan -> plan.withMemory(MEMORY_MIB),
        scene -> {
          boots(scene);
          play.accept(scene);
        });
  }

  private static void boots(IpmiStage scene) {
    scene.api().put("/servers/demo-1/netboot", Map.of("netboot", "memtest"));
    scene.api().post("/servers/demo-1/reboot", Map.of("how", "hard"));
    assertThat(Patience.untilTrue(BOOT, () -> !heard(scene).text("at").isEmpty()))
        .as(() -> memtest(scene).toString())
        .isTrue();
  }

  static Json memtest(IpmiStage scene) {
    return scene.api().get("/servers/demo-1").at("memtest");
  }

  static Json heard(IpmiStage scene) {
    return memtest(scene).at("heard");
  }
}
