package org.lifeboot.lab.story;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.process.Tool;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Drive;
import org.lifeboot.lab.server.UserNetwork;

/// Times `lifeboot mount` on a virtual server that is rescued: prints what `bench/mount.rescued`
/// printed there.
final class MountRate {

  private static final Duration BOOT = Duration.ofMinutes(15);
  private static final Duration WORK = Duration.ofMinutes(60);

  /// Sizes of the drives that `layouts/make` wants, in MiB.
  private static final List<Integer> DRIVES = List.of(420, 220, 220, 560, 480, 190);

  private MountRate() {}

  /// Boots, makes, measures.
  ///
  /// @param arguments an empty folder; layouts/make; the script that measures; how many rounds
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());
    var plan = new Stage.Plan(folder, network, doors, false, Map.of());
    try (var stage = new Stage(plan, drives(folder))) {
      var shell = booted(stage);
      shell.background("layouts", Files.readString(Path.of(arguments[1])));
      shell.background("rate", "set -- " + arguments[3] + "\n" + Files.readString(Path.of(arguments[2])));
      System.out.print(shell.run("journalctl -o cat -u rate | grep '^rate '"));
    }
    System.exit(0);
  }

  private static List<Drive> drives(Path folder) {
    return IntStream.range(0, DRIVES.size())
        .mapToObj(i -> Drive.virtio("drive" + (char) ('a' + i), empty(folder, i), "LB-RATE-" + i))
        .toList();
  }

  private static Path empty(Path folder, int number) {
    var image = folder.resolve("empty-" + number + ".raw");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) DRIVES.get(number) << 20);
      return image;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("making " + image, e);
    }
  }

  private static Rescued booted(Stage stage) {
    stage.startManager();
    var api = stage.api();
    api.post("/servers", stage.registration());
    var wanted = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, wanted.at("session").text("id"));
    stage.powerOn(Accelerator.best());
    if (!Patience.untilTrue(
        BOOT, () -> rescue.session().at("credentials").text("sshReady").equals("true"))) {
      throw new IllegalStateException("no SSH: " + rescue.session() + stage.lastWords());
    }
    var silent = new Transcript(new PrintStream(OutputStream.nullOutputStream()));
    var ssh = new SecureShell(stage.plan().folder(), stage.plan().network());
    return new Rescued(ssh, new MailStep(stage, silent).play(rescue));
  }

  /// Root's shell on the rescued server.
  private record Rescued(SecureShell ssh, Letter letter) {

    String run(String command) {
      Tool.Outcome outcome = ssh.run(letter, letter.password(), letter.knownHosts(), command);
      if (!outcome.ok()) {
        throw new IllegalStateException(command + ": " + outcome.output());
      }
      return outcome.output();
    }

    /// Runs a script as a unit of that name, and waits for its last line to be "built" or "measured".
    void background(String unit, String script) {
      run("cat >/run/" + unit + ".sh <<'END-OF-SCRIPT'\n" + script + "\nEND-OF-SCRIPT");
      run("systemd-run --quiet --unit=" + unit + " bash /run/" + unit + ".sh");
      var state = "systemctl is-active " + unit + " || true";
      boolean _ = Patience.untilTrue(WORK, () -> !run(state).startsWith("activ"));
      var said = run("journalctl -o cat -u " + unit);
      if (!said.lines().anyMatch(line -> line.equals("built") || line.equals("measured"))) {
        throw new IllegalStateException(unit + " broke off: " + said);
      }
    }
  }
}
