package org.lifeboot.lab.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;
import org.lifeboot.lab.server.VirtualServer;
import org.lifeboot.lab.story.Stage;

/// demo-1 behind an IPMI board, switched off, and a Manager that knows the board.
record IpmiStage(Stage stage, VirtualMachine machine, IpmiBoard board, Api api) {

  /// Plays with one; all of it ends when the play is over.
  ///
  /// @param as what is different of demo-1
  static void play(Path folder, UnaryOperator<VirtualServer.Plan> as, Consumer<IpmiStage> play) {
    int web = Ports.free();
    int serial = Ports.free();
    var doors = new Stage.Doors(web, Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());
    try (var stage = new Stage(new Stage.Plan(folder, network, doors, false, Map.of()));
        var machine =
            new VirtualMachine(
                as.apply(stage.serverPlan().withSerialAt(serial)), Accelerator.best());
        var board = IpmiBoard.start(machine, Files.createDirectory(folder.resolve("b")), serial)) {
      stage.startManager();
      var api = stage.api();
      api.post("/servers", registration(board));
      try {
        play.accept(new IpmiStage(stage, machine, board, api));
      } catch (AssertionError | RuntimeException e) {
        machine.server().ifPresent(it -> System.out.println(it.console().tail(40)));
        System.out.println(stage.lastWords() + api.get("/servers/demo-1") + board.orders());
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> registration(IpmiBoard board) {
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
            "ipmi",
            "address",
            board.address(),
            "user",
            IpmiBoard.USER,
            "password",
            IpmiBoard.PASSWORD,
            "firmware",
            "bios"));
  }

  ConsoleEar console() {
    var manager = URI.create("http://127.0.0.1:" + stage.plan().ports().web());
    return new ConsoleEar(
        manager, stage.manager().firstAdministrator().orElseThrow(), Stage.SERVER);
  }
}
