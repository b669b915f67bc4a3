package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    var settings =
        Map.of(
            "medium.file",
            iso("http://10.0.2.2:" + doors.boot()).toString(),
            "medium.url",
            "http://127.0.0.1:" + doors.boot());
    stage = new Stage(new Stage.Plan(folder, network, doors, false, settings));
    stage.startManager();
    api = stage.api();
  }

  /// As much of the rescue ISO as the Manager looks at.
  private Path iso(String manager) {
    var bytes = new byte[18 * 2048];
    byte[] descriptor = "\1CD001".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(descriptor, 0, bytes, 16 * 2048, descriptor.length);
    byte[] publisher = "%-128s".formatted(manager).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(publisher, 0, bytes, 16 * 2048 + 318, publisher.length);
    try {
      return Files.write(folder.resolve("rescue.iso"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      this("", faults);
    }

    /// @param media address of its own rescue ISO; empty: the Manager's
    Rack(String media, Fault... faults) {
      servers++;
      name = "board-" + servers;
      String mac = "52:54:00:b0:a4:%02x".formatted(servers);
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
                  RedfishBoard.PASSWORD,
                  "media",
                  media)));
    }

    private URI script(String mac) {
      return URI.create(
          "http://127.0.0.1:%d/boot/ipxe?mac=%s".formatted(stage.plan().ports().boot(), mac));
    }

    Rack intoRescue() {
      return intoRescue("ladder");
    }

    Rack intoRescue(String how) {
      api.put("/servers/" + name + "/netboot", Map.of("netboot", "rescue"));
      api.post("/servers/" + name + "/reboot", Map.of("how", how));
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
          "The rescue ISO could not be put into the virtual drive; its power test says why",
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

  @Test
  void theRescueIsoIsBootedOnceAndTakenOutOrItIsSaidWhyNot() {
    try (var good = new Rack().intoRescue("medium");
        var late = new Rack(Fault.FOLLOWS_LATE).intoRescue("medium");
        var unlicensed = new Rack(Fault.REFUSES_MEDIA).intoRescue("medium");
        var empty = new Rack(Fault.EMPTY_DRIVE).intoRescue("medium");
        var unreached = new Rack("http://127.0.0.1:1/rescue.iso").intoRescue("medium");
        var stubborn = new Rack(Fault.IGNORES_OVERRIDE).intoRescue("medium")) {
      for (Rack rack : List.of(good, late)) {
        rack.tells(
            "A reboot from the virtual medium by redfish was done",
            "The server asked what to boot");
        assertThat(rack.machine.boots).containsExactly("CD medium.iso");
        assertThat(rack.board.image()).matches(".*/boot/medium/[0-9a-f-]+\\.iso");
      }
      for (Rack rack : List.of(unlicensed, empty, unreached)) {
        rack.tells(
            "The rescue ISO could not be put into the virtual drive; its power test says why",
            "Failed at the step power");
        assertThat(rack.machine.boots).isEmpty();
        assertThat(rack.board.bootChoice()).isEqualTo("None");
      }
      stubborn.tells("A reboot from the virtual medium by redfish was done");
      assertThat(stubborn.timeline()).doesNotContain("The server asked what to boot");

      for (Rack rack : List.of(good, stubborn)) {
        api.put("/servers/" + rack.name + "/netboot", Map.of("netboot", "disk"));
        rack.tells("The rescue ISO was taken out of the controller's virtual drive");
        assertThat(rack.board.image()).isEmpty();
      }
    }
  }
}
