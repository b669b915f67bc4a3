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
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BridgeNetwork;

/// A server with two network cards on one network, both of which DHCP would answer, and with an
/// address that is set in the Manager: the card that booted has that address, the other none.
@Tag("full")
class AddressFullTest {

  private static final Duration BOOT = Duration.ofMinutes(12);
  private static final String OTHER_CARD = "52:54:00:de:30:02";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void theRescueSystemHasTheAddressThatWasSetAndOnlyOnTheCardThatBooted(TestReporter reporter) {
    new Cell("SeaBIOS", "iPXE in one of two cards", "bridge, address set in the Manager")
        .in(reporter);
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var doors = new Stage.Doors(8080, 8443, 8081, 8025);

    try (var network = BridgeNetwork.createWithSecondCard(OTHER_CARD);
        var stage = new Stage(new Stage.Plan(folder, network, doors, true, Map.of()))) {
      try {
        play(stage);
      } catch (AssertionError | RuntimeException e) {
        System.out.println(String.join("\n", stage.server().console().tail(60)));
        Sit.down(stage);
        throw e;
      }
    }
  }

  private static void play(Stage stage) {
    stage.startManager();
    var api = stage.api();
    var registration = stage.registration();
    registration.put("macAddresses", List.of(OTHER_CARD, Stage.MAC_ADDRESS));
    registration.put(
        "network",
        Map.of(
            "address",
            "10.77.0.200/24",
            "gateway",
            BridgeNetwork.GATEWAY,
            "dns",
            List.of("10.77.0.53")));
    api.post("/servers", registration);
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    stage.powerOn(Accelerator.best());

    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    assertThat(letter.sshDoor().host()).isEqualTo("10.77.0.200");
    assertThat(Patience.untilTrue(Duration.ofMinutes(1), () -> sshReady(rescue))).isTrue();
    var said =
        new SecureShell(stage.plan().folder(), stage.plan().network())
            .run(
                letter,
                letter.password(),
                letter.knownHosts(),
                "ip -o -4 addr show scope global; ip route; cat /etc/resolv.conf;"
                    + " cat /sys/class/net/$(ip -o -4 addr show scope global | cut -d ' ' -f 2)/address");
    System.out.println(said.output());
    assertThat(said.output().lines().filter(line -> line.contains(" inet ")))
        .singleElement()
        .asString()
        .contains("10.77.0.200/24")
        .doesNotContain("dynamic");
    assertThat(said.output())
        .contains("default via 10.77.0.1", "nameserver 10.77.0.53", Stage.MAC_ADDRESS);
  }

  private static boolean sshReady(Rescue rescue) {
    return rescue.session().at("credentials").text("sshReady").equals("true");
  }
}
