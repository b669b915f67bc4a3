package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BridgeNetwork;
import org.lifeboot.lab.server.Firmware;

/// Shim and GRUB come by TFTP over a line that loses one datagram in fifty, either way: the server
/// comes into rescue all the same, only later.
@Tag("full")
class TftpLossFullTest {

  private static final Duration BOOT = Duration.ofMinutes(25);
  private static final int ONE_IN = 200;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aLineThatLosesDatagramsCostsOnlyTime() {
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var doors = new Stage.Doors(8080, 8443, 8081, 8025);
    try (var network = BridgeNetwork.create();
        var stage =
            new Stage(new Stage.Plan(folder, network, doors, false, Map.of(), Firmware.UEFI))) {
      try {
        play(stage, network);
      } catch (AssertionError | RuntimeException e) {
        System.out.println(stage.lastWords());
        Sit.down(stage);
        throw e;
      }
    }
  }

  private static void play(Stage stage, BridgeNetwork network) {
    stage.startManager();
    var api = stage.api();
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    network.loseTftp(ONE_IN);
    var begun = Instant.now();
    stage.powerOn(Accelerator.best());

    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    long lost = network.lost();
    System.out.printf(
        "  %d datagrams lost; active %d s after power-on%n",
        lost, Duration.between(begun, Instant.now()).toSeconds());
    assertThat(lost).as("datagrams lost").isGreaterThan(10);
  }
}
