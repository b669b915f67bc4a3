package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.UserNetwork;

/// From a running Linux into rescue by one command. The running Linux is a rescue system too, of
/// another Manager: it is the one that one can log in to here.
@Tag("full")
class KexecFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void oneCommandStartsTheRescueSystemWithoutTheFirmware(TestReporter reporter) {
    new Cell("–", "kexec from a running Linux", "QEMU's own DHCP").in(reporter);
    RescuedServer.play(folder, List.of(), this::play);
  }

  private void play(RescuedServer running) {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), running.shell().letter().sshDoor().port());
    var plan = new Stage.Plan(folderOf("other"), network, doors, true, Map.of());
    try (var other = new Stage(plan)) {
      other.startManager();
      var api = other.api();
      api.post("/servers", other.registration());
      String command = "curl -fsS http://10.0.2.2:%d/boot/start.kexec | sh".formatted(doors.boot());
      itIsRefusedWhileNobodyWantsRescue(running.shell(), command);
      itStarts(running, other, wanted(api), command);
    }
  }

  private Path folderOf(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void itIsRefusedWhileNobodyWantsRescue(Shell shell, String command) {
    var said = shell.tried(command);

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.output())
        .contains("the netboot of demo-1 is \"disk\": choose \"rescue\" first");
    assertThat(shell.run("ls /dev/shm")).as("what it leaves").isBlank();
  }

  private static Rescue wanted(Api api) {
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    return new Rescue(api, server.at("session").text("id"));
  }

  private static void itStarts(RescuedServer running, Stage other, Rescue rescue, String command) {
    long before = running.server().console().end();
    running.shell().run("systemd-run --quiet --unit=into-rescue sh -c '" + command + "'");

    assertThat(rescue.await("active", RescuedServer.BOOT))
        .as(() -> rescue.session() + running.server().console().textAfter(before))
        .isTrue();
    var letter = new MailStep(other, new Transcript(System.out)).play(rescue);
    assertThat(letter.link()).contains(rescue.id());
    assertThat(running.server().console().textAfter(before))
        .contains("systemd-shutdown", "lifeboot: network card")
        .doesNotContain("SeaBIOS", "iPXE");
    assertThat(running.server().writes()).as("writes to the drives").isZero();
  }
}
