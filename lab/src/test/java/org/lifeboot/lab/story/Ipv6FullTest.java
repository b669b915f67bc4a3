package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BridgeNetwork;
import org.lifeboot.lab.server.DemoDisks;

/// A server with a BIOS, whose network card's iPXE speaks IPv6, where there is nothing else.
@Tag("full")
class Ipv6FullTest {

  private static final Duration BOOT = Duration.ofMinutes(12);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aServerWithABiosIsRescuedByItsCardsOwnIpxe(TestReporter reporter) {
    cell("DHCPv6").in(reporter);
    isRescued(BridgeNetwork::createSixth);
  }

  @Test
  void soIsOneThatMakesItsAddressItself(TestReporter reporter) {
    cell("SLAAC").in(reporter);
    isRescued(BridgeNetwork::createSlaac);
  }

  private static Cell cell(String addresses) {
    return new Cell(
        "SeaBIOS",
        "iPXE in the card",
        "bridge, IPv6 alone, Lifeboot's dnsmasq (%s)".formatted(addresses));
  }

  private void isRescued(Supplier<BridgeNetwork> kind) {
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var doors = new Stage.Doors(8080, 8443, 8081, 8025);

    try (var network = kind.get();
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
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    var begun = Instant.now();
    var console = stage.powerOn(Accelerator.best()).console();

    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    System.out.printf(
        "  SeaBIOS by IPv6: active %d s after power-on%n",
        Duration.between(begun, Instant.now()).toSeconds());
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    assertThat(letter.sshDoor().host()).startsWith("fd00:77::");
    long before = console.end();
    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.post("/servers/demo-1/reboot", Map.of("how", "soft"));
    assertThat(console.awaitAfter(before, DemoDisks.BOOT_LINE, BOOT)).isPresent();
    assertThat(stage.server().writes()).as("writes to the drives").isZero();
  }
}
