package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;

/// Every file of the netboot breaks off once on its way, each at another place: the server comes
/// into rescue all the same, without being switched on again.
@Tag("full")
class BrokenLineFullTest {

  /// Where each breaks: in its head, at its first bytes, in its middle, near its end.
  private static final Map<String, Long> BREAKS =
      Map.of(
          "ipxe", 20L,
          "vmlinuz", 5_000_000L,
          "initrd.img", 500L,
          "agent.img", 20_000_000L,
          "session.img", 400L,
          "filesystem.squashfs", 90_000_000L);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aLineThatBreaksOnceInEveryFileCostsOnlyTime() {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    int behind = Ports.free();
    var network = new UserNetwork(doors.boot(), Ports.free());
    var settings = Map.of("boot.port", Integer.toString(behind));
    try (var stage = new Stage(new Stage.Plan(folder, network, doors, false, settings));
        var wire = new BreakingWire(doors.boot(), behind, BREAKS)) {
      stage.startManager();
      var rescue = wanted(stage);
      stage.powerOn(Accelerator.best());

      assertThat(rescue.await("active", RescuedServer.BOOT))
          .as(() -> rescue.session() + stage.lastWords())
          .isTrue();
      assertThat(wire.broken()).containsExactlyInAnyOrderElementsOf(BREAKS.keySet());
      assertThat(rescue.session().toString()).contains("then the connection broke after");
    }
  }

  private static Rescue wanted(Stage stage) {
    var api = stage.api();
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    return new Rescue(api, server.at("session").text("id"));
  }
}
