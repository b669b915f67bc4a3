package org.lifeboot.agent.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// A Manager for one Agent, started by hand or by `agent/bundle`: plays a whole session, over every
/// break of the connection, and prints what the Agent says. Run from its source with protocol and
/// its libraries on the class path:
///
/// `RehearsalManager SESSION-FILE [HOST [PORT [HASH]]]`
///
/// writes the session file that an Agent needs to call `wss://HOST:PORT/agent`, and ends after the
/// session. With HASH (crypt(5)) it waits for a line on standard input before it reboots the
/// server, so that a person can log in.
public final class RehearsalManager {

  /// A virtual server under software emulation on a busy machine takes minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final FakeManager manager;
  private final CountDownLatch refused = new CountDownLatch(1);
  private long acknowledged;
  private boolean over;
  private FakeManager.@Nullable Peer peer;
  private ManagerMessage.@Nullable Command waiting;

  private RehearsalManager(FakeManager manager) {
    this.manager = manager;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String host = arguments.length > 1 ? arguments[1] : "127.0.0.1";
    int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    String hash = arguments.length > 3 ? arguments[3] : "";
    try (var manager = new FakeManager(InetAddress.getLoopbackAddress(), port, PATIENCE)) {
      writeSession(Path.of(arguments[0]), host, manager);
      new RehearsalManager(manager).play(hash);
    }
  }

  private static void writeSession(Path file, String host, FakeManager manager) throws IOException {
    String address = "wss://" + host + ":" + manager.port() + "/agent";
    var session = new SessionFile("rehearsal", "token", address, manager.certificateSha256());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, new Codec().write(session));
    Files.move(fresh, file); // whoever waits for the file never sees half of it
  }

  private void play(String hash) throws InterruptedException, IOException {
    Thread.ofPlatform().daemon().name("calls").start(this::answerCalls);
    done("inventory", new AgentCommand.TakeInventory());
    done("credentials", new AgentCommand.ApplyCredentials(1, hash, List.of("ssh-rsa AAAA")));
    if (!hash.isEmpty()) {
      int asked = System.in.read();
      if (asked == 'e') {
        end();
        return;
      }
    }
    done("reboot", new AgentCommand.Reboot());
    if (hash.isEmpty()) {
      end();
    }
  }

  private void answerCalls() {
    try {
      while (true) {
        answer(manager.awaitAgent());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void answer(FakeManager.Peer caller) throws InterruptedException {
    print(caller.hello());
    if (over) {
      caller.send(new ManagerMessage.Refused(RefusalCode.SESSION_OVER, "the rehearsal is over"));
      refused.countDown();
      return;
    }
    caller.send(
        new ManagerMessage.Welcome(
            "rehearsal", "http://127.0.0.1/rescue", acknowledged, Instant.now()));
    peer = caller;
    Thread.ofPlatform().daemon().name("events").start(() -> listen(caller));
    send(waiting);
  }

  /// To whoever is connected; a command that does not arrive is sent after the next call.
  private void send(ManagerMessage.@Nullable Command command) {
    if (peer == null || command == null) {
      return;
    }
    try {
      peer.send(command);
    } catch (UncheckedIOException e) {
      print(e);
    }
  }

  private void listen(FakeManager.Peer caller) {
    try {
      print(caller.heartbeat());
      while (true) {
        stored(caller, caller.event());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stored(FakeManager.Peer caller, Numbered event) {
    print(event);
    acknowledged = Math.max(acknowledged, event.number());
    try {
      caller.send(new ManagerMessage.Acknowledge(acknowledged));
    } catch (UncheckedIOException e) {
      print(e); // the Agent sends the event again and hears then
    }
    if (waiting != null && waiting.id().equals(event.event().answeredCommand())) {
      waiting = null;
      notifyAll();
    }
  }

  private synchronized void done(String id, AgentCommand work) throws InterruptedException {
    waiting = new ManagerMessage.Command(id, work);
    send(waiting);
    while (waiting != null) {
      wait();
    }
  }

  private void end() throws InterruptedException {
    synchronized (this) {
      over = true;
      if (peer != null) {
        peer.cut();
      }
    }
    refused.await();
    Thread.sleep(1_000); // until the Agent has read it
  }

  private static void print(Object message) {
    System.out.println(System.currentTimeMillis() + " " + message);
  }
}
