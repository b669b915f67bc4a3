package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BridgeNetwork;
import org.lifeboot.lab.server.DemoDisks;
import org.lifeboot.lab.server.VirtualServer;

/// Two servers with one MAC address on one Ethernet: one is in rescue when the other is switched
/// on. The other one boots its disk, the session stays with the first, and says what it saw.
@Tag("full")
class TwinMacFullTest {

  private static final Duration BOOT = Duration.ofMinutes(10);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aSecondMachineWithTheAddressBootsItsDiskAndTheSessionSaysSo() {
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var doors = new Stage.Doors(8080, 8443, 8081, 8025);
    try (var network = BridgeNetwork.create();
        var stage = new Stage(new Stage.Plan(folder, network, doors, false, Map.of()))) {
      try {
        play(stage, network);
      } catch (AssertionError | RuntimeException e) {
        System.out.println(stage.lastWords());
        Sit.down(stage);
        throw e;
      }
    }
  }

  private void play(Stage stage, BridgeNetwork network) {
    stage.startManager();
    var api = stage.api();
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    stage.powerOn(stage.serverPlan().withSerial("ONE-1"), Accelerator.best());
    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();

    try (var twin = VirtualServer.start(twin(network), Accelerator.best())) {
      assertThat(twin.console().awaitAfter(0, DemoDisks.BOOT_LINE, BOOT)).isPresent();
      assertThat(twin.console().textAfter(0)).doesNotContain("starting the rescue system");
      assertThat(Patience.untilTrue(BOOT, () -> rescue.entry("twin").isPresent()))
          .as(() -> rescue.session().toString())
          .isTrue();
    }

    var text = rescue.entry("twin").orElseThrow().text("text");
    System.out.println("  " + text);
    assertThat(text).contains("Two machines have this server's MAC address", "TWO-2");
    assertThat(rescue.state()).isIn("active", "lost");
    assertThat(rescue.await("active", BOOT)).as("it is the first one's still").isTrue();
    assertThat(rescue.count("token")).as("proofs by the one-time token").isEqualTo(1);
    assertThat(rescue.count("session-file")).isEqualTo(1);
    theServerItselfMayStillReboot(stage, rescue);
  }

  /// What is told of a twin must not hide a server that went down without a word.
  private static void theServerItselfMayStillReboot(Stage stage, Rescue rescue) {
    stage.server().reset();

    assertThat(Patience.until(BOOT, () -> Optional.of(rescue.state()).filter("ended"::equals)))
        .as(() -> rescue.session().toString())
        .isPresent();
    assertThat(rescue.session().toString()).contains("rebooted without leaving first");
  }

  private VirtualServer.Plan twin(BridgeNetwork network) {
    return new VirtualServer.Plan(
            "demo-2",
            folder.resolve("demo-2"),
            Stage.MAC_ADDRESS,
            Built.disks().drives(),
            network.forASecondServer())
        .withSerial("TWO-2");
  }
}
