package org.lifeboot.agent.link;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// A Manager for one Agent, started by hand or by `agent/bundle`: plays a whole session and prints
/// what the Agent says. Run from its source with protocol and its libraries on the class path:
///
/// `RehearsalManager SESSION-FILE [HOST [PORT [HASH]]]`
///
/// writes the session file that an Agent needs to call `wss://HOST:PORT/agent`, and ends after the
/// session: when HASH (crypt(5)) is given, only once a line came on standard input, so that a
/// person can log in.
public final class RehearsalManager {

  /// A virtual server under software emulation on a busy machine takes minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private RehearsalManager() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String host = arguments.length > 1 ? arguments[1] : "127.0.0.1";
    int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    String hash = arguments.length > 3 ? arguments[3] : "";
    var loopback = InetAddress.getLoopbackAddress();
    try (var manager = new FakeManager(loopback, port, PATIENCE)) {
      var session =
          new SessionFile(
              "rehearsal",
              "token",
              "wss://" + host + ":" + manager.port() + "/agent",
              manager.certificateSha256());
      Path file = Path.of(arguments[0]);
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, new Codec().write(session));
      Files.move(fresh, file); // whoever waits for the file never sees half of it
      play(manager, hash);
    }
  }

  private static void play(FakeManager manager, String hash)
      throws InterruptedException, IOException {
    var peer = manager.awaitAgent();
    print(peer.hello());
    peer.send(new ManagerMessage.Welcome("rehearsal", "http://127.0.0.1/", 0));
    print(peer.heartbeat());
    acknowledge(peer, 1);
    peer.send(new ManagerMessage.Command("1", new AgentCommand.TakeInventory()));
    acknowledge(peer, 1);
    var keys = List.of("ssh-ed25519 AAAA");
    peer.send(new ManagerMessage.Command("2", new AgentCommand.ApplyCredentials(1, hash, keys)));
    acknowledge(peer, 1);
    if (!hash.isEmpty()) {
      Thread.ofPlatform().daemon().start(() -> acknowledgeAll(peer));
      int _ = System.in.read();
      peer.send(new ManagerMessage.Command("3", new AgentCommand.EndSession()));
      int _ = System.in.read();
    }
    peer.send(new ManagerMessage.Command("4", new AgentCommand.Reboot()));
    if (hash.isEmpty()) {
      acknowledge(peer, 1);
      peer.cut();
      var again = manager.awaitAgent();
      print(again.hello());
      again.send(new ManagerMessage.Refused(RefusalCode.SESSION_OVER, "the rehearsal is over"));
    }
    Thread.sleep(hash.isEmpty() ? 1_000 : 60_000); // until the Agent has read it
  }

  private static void acknowledge(FakeManager.Peer peer, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      var event = peer.event();
      print(event);
      peer.send(new ManagerMessage.Acknowledge(event.number()));
    }
  }

  private static void acknowledgeAll(FakeManager.Peer peer) {
    try {
      acknowledge(peer, Integer.MAX_VALUE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(AgentMessage message) {
    System.out.println(System.currentTimeMillis() + " " + new Codec().write(message));
  }
}
