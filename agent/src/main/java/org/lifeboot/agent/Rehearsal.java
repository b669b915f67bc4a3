package org.lifeboot.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.lifeboot.agent.link.LinkPace;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.linux.LockedMemory;
import org.lifeboot.agent.linux.Machine;
import org.lifeboot.agent.shell.Shell;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.Codec;

/// One session played on the machine that builds the bundle, so that Java's AOT cache holds the
/// classes that an Agent needs. Changes nothing outside of the folder that it is given: no tool but
/// `true` is run.
public final class Rehearsal {

  private Rehearsal() {}

  /// Plays the session.
  ///
  /// @param arguments a folder with a session.json
  public static void main(String[] arguments) throws IOException {
    var folder = new RunFolder(Path.of(arguments[0]));
    var session = new Codec().sessionFile(Files.readString(folder.sessionFile()));
    boolean _ = LockedMemory.lock();
    var pace =
        new LinkPace(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            20,
            RandomGenerator.getDefault());
    var world =
        new Agent.World(
            folder,
            folder.path(),
            new Machine(Path.of("/proc")),
            Rehearsal::pretend,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
            Duration.ofSeconds(1),
            pace,
            Clock.systemUTC(),
            System.out::println);
    new Agent(world, session).run();
    var page = new StringWriter();
    for (String command : new String[] {"--help", "status", "inventory"}) {
      Shell.run(folder, Rehearsal::pretend, new PrintWriter(page), command);
    }
    System.out.println(page);
  }

  private static Outcome pretend(Command command) {
    Tools real = new ProcessTools();
    Outcome done = real.run(Command.of(Duration.ofSeconds(20), "true"));
    return switch (command.program()) {
      case "lsblk" -> new Outcome.Exited(0, DRIVES, "");
      case "smartctl" -> new Outcome.Exited(0, REPORT, "");
      default -> done;
    };
  }

  private static final String DRIVES =
      """
      {"blockdevices": [{"path": "/dev/sda", "type": "disk", "size": 1024, "model": "REHEARSAL",
       "serial": "1", "rev": "1", "tran": "sata", "rota": true, "fstype": null, "children": [
       {"path": "/dev/sda1", "type": "part", "size": 512, "fstype": "ext4", "mountpoints": [null]}]}]}
      """;

  private static final String REPORT =
      """
      {"smartctl": {"exit_status": 0}, "model_name": "REHEARSAL", "smart_status": {"passed": true},
       "ata_smart_attributes": {"table": [{"id": 197, "raw": {"value": 0}}]}}
      """;
}
