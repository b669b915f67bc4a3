package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Console;
import org.lifeboot.lab.server.DemoDisks;
import org.lifeboot.lab.server.Firmware;
import org.lifeboot.lab.server.MediumNetwork;
import org.lifeboot.lab.server.VirtualServer;
import org.lifeboot.lab.story.Rescue;
import org.lifeboot.lab.story.Stage;

/// A server that cannot boot from the network, through a whole session: its board fetches the
/// rescue ISO from the Manager, the server boots it once, and afterwards its own disk again.
@Tag("full")
class VirtualMediaFullTest {

  private static final Duration BOOT = Duration.ofMinutes(15);
  private static final String MENU = "Rescue this machine";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @CsvSource({"BIOS, ''", "UEFI_SECURE_BOOT, 10.0.2.77/24"})
  void theBoardBootsTheRescueIsoOnceAndGivesItBack(
      Firmware firmware, String address, TestReporter reporter) throws IOException {
    var way = address.isEmpty() ? "QEMU's own DHCP" : "no DHCP, an address set in the Manager";
    new Cell(firmware.words(), "Redfish virtual media", way).in(reporter);
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new MediumNetwork(Ports.free());
    var boot = URI.create("http://%s:%d".formatted(network.managerAddress(), doors.boot()));
    var image = Built.medium(folder.resolve("medium.iso"), Optional.of(boot));
    var settings =
        Map.of("medium.file", image.toString(), "medium.url", "http://127.0.0.1:" + doors.boot());
    Path place = Files.createDirectory(folder.resolve("board"));
    try (var stage = new Stage(new Stage.Plan(folder, network, doors, true, settings, firmware));
        var machine = new VirtualMachine(stage.serverPlan().withMemory(2048), Accelerator.best());
        var board = RedfishBoard.start(machine, place)) {
      stage.startManager();
      var registration = new HashMap<>(VirtualBoardEndToEndTest.registration(board));
      if (!address.isEmpty()) {
        registration.put("network", Map.of("address", address));
      }
      stage.api().post("/servers", registration);
      machine.powerOn(Machine.BootFirst.USUAL, Optional.empty());
      var rescue = intoRescue(stage, machine, board);
      assertThat(server(machine).console().textAfter(0).contains("as set ("))
          .isEqualTo(!address.isEmpty());
      assertThat(board.image()).startsWith("http://127.0.0.1:" + doors.boot() + "/boot/medium/");
      assertThat(board.bootChoice()).isEqualTo("None");
      assertThat(server(machine).writes()).as("writes to the drives").isZero();
      backToItsDisk(rescue, machine, board, firmware);
    }
  }

  private static VirtualServer server(VirtualMachine machine) {
    return machine.server().orElseThrow();
  }

  private static Rescue intoRescue(Stage stage, VirtualMachine machine, RedfishBoard board) {
    Api api = stage.api();
    var chosen = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, chosen.at("session").text("id"));
    var begun = Instant.now();
    api.post("/servers/demo-1/reboot", Map.of("how", "medium"));
    assertThat(rescue.await("active", BOOT))
        .as(() -> rescue.session() + "\n" + said(machine) + board.requests())
        .isTrue();
    System.out.printf(
        "  virtual media: active %d s after the reboot was asked for%n",
        Duration.between(begun, Instant.now()).toSeconds());
    assertThat(rescue.timeline().toString())
        .contains(
            "from the rescue ISO at once",
            "A reboot from the virtual medium by redfish was done",
            "The server asked what to boot: rescue");
    return rescue;
  }

  /// The medium is out before the firmware looks for something to boot.
  private static void backToItsDisk(
      Rescue rescue, VirtualMachine machine, RedfishBoard board, Firmware firmware) {
    var console = server(machine).console();
    long before = console.end();
    rescue.api().put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    rescue.api().post("/servers/demo-1/reboot", Map.of("how", "soft"));
    assertThat(rescue.await("ended", BOOT)).as(() -> rescue.session().toString()).isTrue();
    assertThat(Patience.untilTrue(BOOT, () -> board.image().isEmpty())).isTrue();
    assertThat(
            Patience.untilTrue(
                BOOT,
                () ->
                    rescue
                        .timeline()
                        .toString()
                        .contains(
                            "The rescue ISO was taken out of the controller's virtual drive")))
        .as(() -> rescue.session().toString())
        .isTrue();
    assertThat(bootsWithoutTheMedium(console, before, firmware))
        .as(() -> console.textAfter(before))
        .isTrue();
    assertThat(console.textAfter(before)).doesNotContain(MENU);
  }

  /// The demo's drive has no loader for UEFI: that firmware says that it found none.
  private static boolean bootsWithoutTheMedium(Console console, long before, Firmware firmware) {
    if (!firmware.uefi()) {
      return console.awaitAfter(before, DemoDisks.BOOT_LINE, BOOT).isPresent();
    }
    return Patience.untilTrue(
        BOOT,
        () ->
            List.of("Shell>", "No bootable option", "UEFI Interactive Shell").stream()
                .anyMatch(console.textAfter(before)::contains));
  }

  private static String said(VirtualMachine machine) {
    return machine.server().map(it -> String.join("\n", it.console().tail(60))).orElse("off");
  }
}
