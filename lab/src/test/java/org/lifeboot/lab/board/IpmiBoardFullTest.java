package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.DemoDisks;
import org.lifeboot.lab.story.Rescue;

/// A virtual server behind OpenIPMI's `ipmi_sim`: the Manager's IPMI driver takes it from off into
/// rescue and back to its disk, and the console page shows its serial port over serial-over-LAN.
@Tag("full")
class IpmiBoardFullTest {

  private static final Duration BOOT = Duration.ofMinutes(8);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void fromOffIntoRescueAndBackToItsDiskByIpmi() {
    IpmiStage.play(folder, UnaryOperator.identity(), IpmiBoardFullTest::play);
  }

  private static void play(IpmiStage scene) {
    var api = scene.api();
    assertThat(api.get("/servers/demo-1/power").text("power")).isEqualTo("off");

    var chosen = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, chosen.at("session").text("id"));
    try (var console = scene.console()) {
      api.post("/servers/demo-1/reboot", Map.of("how", "hard"));

      assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
      assertThat(scene.board().orders()).startsWith("set boot pxe", "set power 1");
      assertThat(rescue.timeline().toString())
          .contains(
              "A hard reboot by ipmi was done; the firmware was told to boot from the network"
                  + " once");
      assertThat(Patience.untilTrue(BOOT, () -> console.shown().contains("lifeboot login:")))
          .as(console.shown())
          .isTrue();
      assertThat(console.shown())
          .contains("The serial console is open", "Lifeboot rescue system ttyS0, kernel ")
          .doesNotContain(DemoDisks.BOOT_LINE);

      api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
      api.post("/servers/demo-1/reboot", Map.of("how", "hard"));

      // What the port says in the first seconds may be lost: ipmi_sim has to find it again.
      assertThat(Patience.untilTrue(BOOT, () -> console.shown().contains(DemoDisks.FAULT_LINE)))
          .as(console.shown())
          .isTrue();
      assertThat(scene.machine().server().orElseThrow().console().textAfter(0))
          .contains(DemoDisks.BOOT_LINE, DemoDisks.KERNEL_LINE);
      assertThat(rescue.await("ended", BOOT)).as(() -> rescue.session().toString()).isTrue();
    }
    api.put("/servers/demo-1/power", Map.of("power", "off"));
    assertThat(scene.machine().on()).isFalse();
  }
}
