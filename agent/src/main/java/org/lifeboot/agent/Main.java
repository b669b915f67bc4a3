package org.lifeboot.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.lifeboot.agent.link.LinkPace;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.linux.LockedMemory;
import org.lifeboot.agent.linux.Machine;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// `lifeboot-agent [FOLDER]`: the rescue system's one service. FOLDER is `/run/lifeboot` unless
/// named.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    var folder = new RunFolder(Path.of(arguments.length > 0 ? arguments[0] : "/run/lifeboot"));
    SessionFile session;
    try {
      session = new Codec().sessionFile(Files.readString(folder.sessionFile()));
    } catch (IOException | IllegalArgumentException e) {
      say(
          "this rescue system was booted without a session: reading "
              + folder.sessionFile()
              + ": "
              + e);
      Thread.sleep(Duration.ofSeconds(30)); // systemd starts the Agent again; not every second
      System.exit(1);
      return;
    }
    Thread.ofPlatform().daemon().name("memory lock").start(Main::lockMemory);
    new Agent(world(folder), session).run();
    say("the session is over; nobody can log in any more");
    new CountDownLatch(1).await(); // an Agent that ended would be started again
  }

  private static Agent.World world(RunFolder folder) {
    return new Agent.World(
        folder,
        Path.of("/"),
        new Machine(Path.of("/proc")),
        new ProcessTools(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 22),
        Duration.ofSeconds(30),
        LinkPace.usual(),
        Clock.systemUTC(),
        Main::say);
  }

  private static void lockMemory() {
    try {
      if (!LockedMemory.lock()) {
        say("the kernel does not let the Agent lock its memory, ignoring");
      }
    } catch (IllegalStateException e) {
      say(e + ", ignoring");
    }
  }

  private static void say(String line) {
    System.out.println("lifeboot-agent: " + line);
  }
}
