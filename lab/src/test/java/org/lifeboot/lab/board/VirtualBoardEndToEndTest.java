package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.DemoDisks;
import org.lifeboot.lab.server.UserNetwork;
import org.lifeboot.lab.story.Stage;

/// A virtual server that a board switches: off, it is brought to its network boot for one time by
/// the Manager's Redfish driver, and then to its drive, as its firmware is set up.
@Tag("end-to-end")
class VirtualBoardEndToEndTest {

  private static final Duration BOOT = Duration.ofMinutes(5);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void theBootChoiceLeadsToTheNetworkOnceAndThenToTheDrive() throws IOException {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());
    Path place = Files.createDirectory(folder.resolve("board"));
    try (var stage = new Stage(new Stage.Plan(folder, network, doors, false, Map.of()));
        var machine = new VirtualMachine(stage.serverPlan(), Accelerator.best());
        var board = RedfishBoard.start(machine, place)) {
      stage.startManager();
      play(stage.api(), machine, board);
    }
  }

  private static void play(Api api, VirtualMachine machine, RedfishBoard board) {
    api.post("/servers", registration(board));
    api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue"));
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));
    assertThat(Patience.untilTrue(BOOT, () -> timeline(api).contains("asked what to boot: rescue")))
        .as(() -> timeline(api))
        .isTrue();
    assertThat(timeline(api))
        .contains(
            "A hard reboot by redfish was done; the firmware was told to boot from the network"
                + " once");

    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));
    var console = machine.server().orElseThrow().console();
    assertThat(console.awaitAfter(0, DemoDisks.BOOT_LINE, BOOT)).isPresent();

    api.put("/servers/demo-1/power", Map.of("power", "off"));
    assertThat(machine.on()).isFalse();
  }

  private static String timeline(Api api) {
    String session = api.get("/servers/demo-1").at("session").text("id");
    return api.get("/sessions/" + session + "/timeline").toString();
  }

  /// What is said to the Manager's API of demo-1 behind a board.
  static Map<String, Object> registration(RedfishBoard board) {
    return Map.of(
        "name",
        Stage.SERVER,
        "macAddresses",
        List.of(Stage.MAC_ADDRESS),
        "ownerEmail",
        Stage.OWNER,
        "power",
        Map.of(
            "driver",
            "redfish",
            "address",
            board.address(),
            "user",
            RedfishBoard.USER,
            "password",
            RedfishBoard.PASSWORD));
  }
}
