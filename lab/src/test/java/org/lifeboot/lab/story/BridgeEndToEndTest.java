package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Tool;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BridgeNetwork;
import org.lifeboot.lab.server.DemoDisks;

/// Real DHCP and TFTP, by the Manager's dnsmasq, on a network of the lab's own. One virtual server
/// and three of its boots carry all that is shown here.
@Tag("end-to-end")
class BridgeEndToEndTest {

  private static final Duration BOOT = Duration.ofMinutes(8);
  private static final Duration EXPIRY = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aServerOnARealNetworkIsServedOnlyWhenKnownAndOnlyOnce(TestReporter reporter) {
    new Cell("SeaBIOS", "iPXE in the card", "bridge, Lifeboot's dnsmasq").in(reporter);
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var doors = new Stage.Doors(8080, 8443, 8081, 8025);
    var settings = Map.of("rescue.choice.minutes", "2");

    try (var network = BridgeNetwork.create();
        var stage = new Stage(new Stage.Plan(folder, network, doors, true, settings))) {
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
    var forgotten = askForRescueThatNeverBoots(api);

    aServerThatIsNotKnownBootsItsDisk(stage);
    theBootLoaderIsServedByTftp(stage);
    var rescue = aKnownServerNetboots(stage, api);
    aManagerThatWasKilledComesBackToTheSameSession(stage, rescue);
    theOwnerLogsIn(stage, rescue);
    assertThat(forgotten.await("expired", EXPIRY)).as("the choice expires").isTrue();
    assertThat(api.get("/servers/never-boots").text("netboot")).isEqualTo("disk");
    withTheManagerStoppedTheServerBootsItsDisk(stage, api);
  }

  private static Rescue askForRescueThatNeverBoots(Api api) {
    api.post(
        "/servers",
        Map.of(
            "name",
            "never-boots",
            "macAddresses",
            List.of("52:54:00:de:30:99"),
            "ownerEmail",
            Stage.OWNER,
            "power",
            Map.of("driver", "none")));
    var server = api.put("/servers/never-boots/netboot", Map.of("netboot", "rescue"));
    return new Rescue(api, server.at("session").text("id"));
  }

  private static void aServerThatIsNotKnownBootsItsDisk(Stage stage) {
    var console = stage.powerOn(Accelerator.best()).console();

    assertThat(console.awaitAfter(0, DemoDisks.BOOT_LINE, BOOT)).isPresent();
    assertThat(console.textAfter(0)).contains("Configuring (net0").doesNotContain("Next server:");
  }

  private static void theBootLoaderIsServedByTftp(Stage stage) {
    var read =
        """
        import socket
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.settimeout(20)
        s.sendto(b"\\0\\1undionly.kpxe\\0octet\\0", ("%s", 69))
        print(s.recv(600)[:4].hex())
        """
            .formatted(BridgeNetwork.GATEWAY);

    assertThat(
            Tool.output(
                    Duration.ofSeconds(40),
                    stage.plan().network().inside(List.of("python3", "-c", read)))
                .strip())
        .as("TFTP: DATA, block 1 (RFC 1350)")
        .isEqualTo("00030001");
  }

  private static Rescue aKnownServerNetboots(Stage stage, Api api) {
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));

    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    assertThat(rescue.entry("dhcp").orElseThrow().text("text")).contains("10.77.0.");
    return rescue;
  }

  private static void aManagerThatWasKilledComesBackToTheSameSession(Stage stage, Rescue rescue) {
    stage.killManagerAndStartItAgain();

    assertThat(rescue.state()).isIn("active", "lost");
    assertThat(rescue.await("active", BOOT)).isTrue();
    var seen = rescue.session().text("lastSeenAt");
    assertThat(
            Patience.untilTrue(
                Duration.ofMinutes(1), () -> !rescue.session().text("lastSeenAt").equals(seen)))
        .as("the Agent has called again")
        .isTrue();
  }

  private static void theOwnerLogsIn(Stage stage, Rescue rescue) {
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    var ssh = new SecureShell(stage.plan().folder(), stage.plan().network());

    assertThat(letter.sshDoor().host()).startsWith("10.77.0.");
    assertThat(
            Patience.untilTrue(
                Duration.ofMinutes(1),
                () -> rescue.session().at("credentials").text("sshReady").equals("true")))
        .isTrue();
    assertThat(ssh.run(letter, letter.password(), letter.knownHosts(), "hostname").ok()).isTrue();
  }

  private static void withTheManagerStoppedTheServerBootsItsDisk(Stage stage, Api api) {
    var console = stage.server().console();
    var before = console.end();
    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.post("/servers/demo-1/reboot", Map.of("how", "soft"));
    assertThat(console.awaitAfter(before, "SeaBIOS", BOOT)).isPresent();
    stage.manager().kill();

    assertThat(console.awaitAfter(before, DemoDisks.BOOT_LINE, BOOT)).isPresent();
  }
}
