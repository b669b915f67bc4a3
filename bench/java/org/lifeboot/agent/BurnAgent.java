package org.lifeboot.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.lifeboot.agent.link.LinkPace;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.linux.LockedMemory;
import org.lifeboot.agent.linux.Machine;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.Codec;

/// The Agent as it is on a rescued server, but on this machine: it may burn processors, look at the
/// kernel and list drives; no other tool is run, and nothing is written outside of its folder.
/// stress-ng is asked for its metrics too, and what it said is kept in the folder.
public final class BurnAgent {

  private BurnAgent() {}

  public static void main(String[] arguments) throws IOException {
    var folder = new RunFolder(Path.of(arguments[0]));
    var session = new Codec().sessionFile(Files.readString(folder.sessionFile()));
    boolean _ = LockedMemory.lock();
    var world =
        new Agent.World(
            folder,
            folder.path(),
            new Machine(Path.of("/proc")),
            new Burning(folder.path().resolve("stress-ng")),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
            Duration.ofSeconds(1),
            LinkPace.usual(),
            Clock.systemUTC(),
            System.out::println);
    new Agent(world, session).run();
  }

  /// Runs what a burn runs.
  private record Burning(Path said) implements Tools {

    @Override
    public Outcome run(Command command) {
      return run(command, _ -> {});
    }

    @Override
    public Outcome run(Command command, Consumer<String> onLine) {
      var real = new ProcessTools();
      if (command.arguments().contains("stress-ng")) {
        return burn(real, command, onLine);
      }
      return Set.of("dmesg", "lsblk").contains(command.program())
          ? real.run(command, onLine)
          : new Outcome.Exited(0, "", "");
    }

    private Outcome burn(Tools real, Command command, Consumer<String> onLine) {
      List<String> words = new ArrayList<>(command.arguments());
      words.add("--metrics-brief");
      Command measured =
          new Command(
              words,
              command.input(),
              command.timeLimit(),
              command.outputLimitBytes(),
              command.onMore());
      Outcome outcome = real.run(measured, onLine);
      if (outcome instanceof Outcome.Exited(_, String stdout, String stderr)) {
        keep("$ " + measured + "\n" + stdout + stderr);
      }
      return outcome;
    }

    private synchronized void keep(String text) {
      try {
        Files.writeString(said, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
