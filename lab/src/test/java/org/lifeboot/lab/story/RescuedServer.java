package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Drive;
import org.lifeboot.lab.server.UserNetwork;
import org.lifeboot.lab.server.VirtualServer;

/// demo-1 with some more drives, booted into the rescue system: its Agent has called, taken its
/// inventory, and opened SSH.
///
/// @param atPowerOn the fingerprints of its drives before anything read them
record RescuedServer(Stage stage, CheckRuns checks, Shell shell, Map<String, String> atPowerOn) {

  /// The longest that a boot, or the way back after a silence, takes.
  static final Duration BOOT = Duration.ofMinutes(8);

  /// The longest that one check takes.
  static final Duration CHECK = Duration.ofMinutes(10);

  /// So that a silent server is given up sooner than is usual.
  private static final Map<String, String> SETTINGS = Map.of("rescue.silence.seconds", "45");

  VirtualServer server() {
    return stage.server();
  }

  /// Boots one and plays with it; powered off when the play is over.
  static void play(Path folder, List<Drive> drives, Consumer<RescuedServer> play) {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());
    try (var stage = new Stage(new Stage.Plan(folder, network, doors, true, SETTINGS), drives)) {
      try {
        play.accept(boot(stage));
      } catch (AssertionError | RuntimeException e) {
        Sit.down(stage);
        throw e;
      }
    }
  }

  private static RescuedServer boot(Stage stage) {
    stage.startManager();
    var rescue = rescueWanted(stage);
    var atPowerOn = stage.powerOn(Accelerator.best()).fingerprints();
    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    var ssh = new SecureShell(stage.plan().folder(), stage.plan().network());
    assertThat(
            Patience.untilTrue(
                BOOT, () -> rescue.session().at("credentials").text("sshReady").equals("true")))
        .as("SSH is open")
        .isTrue();
    var inventory = "/sessions/" + rescue.id() + "/inventory";
    assertThat(
            Patience.untilTrue(
                BOOT, () -> rescue.api().ask("GET", inventory, Map.of()).status() == 200))
        .as("there is an inventory")
        .isTrue();
    return new RescuedServer(stage, new CheckRuns(rescue), new Shell(ssh, letter), atPowerOn);
  }

  /// Wanted before it is powered on: not one boot is the installed system's, which would write.
  private static Rescue rescueWanted(Stage stage) {
    var api = stage.api();
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    return new Rescue(api, server.at("session").text("id"));
  }

  /// The fingerprints of its drives now.
  Map<String, String> fingerprints() {
    server().freeze();
    try {
      return server().fingerprints();
    } finally {
      server().thaw();
    }
  }
}
