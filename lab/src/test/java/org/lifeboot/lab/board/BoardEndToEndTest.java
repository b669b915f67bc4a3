package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.UserNetwork;
import org.lifeboot.lab.story.Stage;

/// The Manager's ladder into rescue, by its own Redfish driver, on boards that fail. Each fault has
/// a server of its own; all are brought into rescue at the same time, since boards take their time.
@Tag("end-to-end")
class BoardEndToEndTest {

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final String TOLD = "; the firmware was told to boot from the network once";
  private static final String NOT_TOLD =
      "; the firmware could not be told to boot from the network, so its boot order counts";
  private static final String SOFT_FAILED =
      "A soft reboot by redfish failed; its power test says why";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private Stage stage;
  private Api api;
  private int servers;

  @BeforeEach
  void start() {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());
    stage = new Stage(new Stage.Plan(folder, network, doors, false, Map.of()));
    stage.startManager();
    api = stage.api();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  /// A server behind a board.
  private final class Rack implements AutoCloseable {

    private final String name;
    private final PlayedMachine machine;
    private final RedfishBoard board;

    Rack(Fault... faults) {
      servers++;
      name = "board-" + servers;
      String mac = "52:54:00:b0:a4:0" + servers;
      machine = new PlayedMachine(Optional.of(script(mac)));
      board = RedfishBoard.start(machine, folderOf(name));
      List.of(faults).forEach(board::give);
      api.post(
          "/servers",
          Map.of(
              "name",
              name,
              "macAddresses",
              List.of(mac),
              "ownerEmail",
              "owner@example.org",
              "power",
              Map.of(
                  "driver",
                  "redfish",
                  "address",
                  board.address(),
                  "user",
                  RedfishBoard.USER,
                  "password",
                  RedfishBoard.PASSWORD)));
    }

    private URI script(String mac) {
      return URI.create(
          "http://127.0.0.1:%d/boot/ipxe?mac=%s".formatted(stage.plan().ports().boot(), mac));
    }

    Rack intoRescue() {
      api.put("/servers/" + name + "/netboot", Map.of("netboot", "rescue"));
      api.post("/servers/" + name + "/reboot", Map.of("how", "ladder"));
      return this;
    }

    private String story() {
      return api.get("/servers/" + name).toString() + timeline();
    }

    private String timeline() {
      String session = api.get("/servers/" + name).at("session").text("id");
      return api.get("/sessions/" + session + "/timeline").toString();
    }

    void tells(String... lines) {
      for (String line : lines) {
        assertThat(Patience.untilTrue(LIMIT, () -> timeline().contains(line)))
            .as(() -> "\"" + line + "\" in: " + story())
            .isTrue();
      }
    }

    @Override
    public void close() {
      board.close();
    }
  }

  private Path folderOf(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLadderGoesOnOrSaysWhatIsWrongWithEachBoard() {
    try (var good = new Rack().intoRescue();
        var late = new Rack(Fault.FOLLOWS_LATE).intoRescue();
        var forgetful = new Rack(Fault.LOSES_OVERRIDE).intoRescue();
        var stubborn = new Rack(Fault.IGNORES_OVERRIDE).intoRescue();
        var confused = new Rack(Fault.FAILS).intoRescue();
        var cut = new Rack(Fault.DROPS).intoRescue();
        var silent = new Rack(Fault.TIMES_OUT).intoRescue();
        var liar = new Rack(Fault.LIES).intoRescue()) {
      good.tells("A soft reboot by redfish was done" + TOLD, "The server asked what to boot");
      late.tells("A soft reboot by redfish was done" + TOLD, "The server asked what to boot");
      forgetful.tells("A soft reboot by redfish was done" + NOT_TOLD);
      stubborn.tells("A soft reboot by redfish was done" + TOLD);
      confused.tells(
          SOFT_FAILED,
          "A hard reboot by redfish failed; its power test says why",
          "No rescue ISO is set in its power settings",
          "Failed at the step power");
      cut.tells(SOFT_FAILED, "Failed at the step power");
      silent.tells(SOFT_FAILED);
      liar.tells(SOFT_FAILED);

      assertThat(good.machine.boots).containsExactly("NETWORK");
      assertThat(late.machine.boots).containsExactly("NETWORK");
      assertThat(forgetful.machine.boots).containsExactly("USUAL");
      assertThat(stubborn.timeline()).doesNotContain("The server asked what to boot");
      assertThat(cut.machine.boots).isEmpty();
      assertThat(good.board.requests()).anyMatch(line -> line.startsWith("DELETE "));
    }
  }
}
