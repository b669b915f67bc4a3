package org.lifeboot.manager.sigkill;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.HostKey;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.SessionFile;

/// An Agent on one connection that tells of a check step by step, as fast or slowly as it is asked
/// to. Everything goes over the real WebSocket; nothing is checked.
final class LiveAgent implements AutoCloseable {

  private static final Codec CODEC = new Codec();
  private static final String KEY = "ab".repeat(32);

  private final SessionFile file;
  private final HttpClient http;
  private final CountDownLatch welcomed = new CountDownLatch(1);
  private final CompletableFuture<String> check = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;
  private long number;

  LiveAgent(SessionFile file) throws InterruptedException {
    this.file = file;
    http = HttpClient.newBuilder().sslContext(PinnedTls.context(file.certificateSha256())).build();
    socket =
        http.newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(URI.create(file.managerAddress()), new Ear())
            .join();
    say(hello());
    if (!welcomed.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the Manager did not welcome the Agent");
    }
    report(new AgentEvent.InventoryTaken("", new Inventory(List.of())));
  }

  private AgentMessage.Hello hello() {
    return new AgentMessage.Hello(
        Protocol.VERSION,
        file.sessionId(),
        file.token(),
        KEY,
        "11111111-2222-3333-4444-555555555555",
        "bench",
        List.of(
            new HostKey(
                "ssh-ed25519",
                "AAAAC3NzaC1lZDI1NTE5AAAAIDkK2FZ9qCpVYVxJ0rJX0kYbYb0m2Y3mV4b0fQ0y9XcJ")),
        List.of("192.0.2.50"));
  }

  /// The check that the Manager has asked for.
  String check() throws Exception {
    return check.get(30, TimeUnit.SECONDS);
  }

  /// Sends one event.
  synchronized void report(AgentEvent event) {
    say(new AgentMessage.Numbered(++number, Instant.now(), event));
  }

  synchronized void alive() {
    say(new AgentMessage.Heartbeat(60, 1L << 30, 1L << 28));
  }

  private void say(AgentMessage message) {
    socket.sendText(CODEC.write(message), true).join();
  }

  private void hear(ManagerMessage message) {
    switch (message) {
      case ManagerMessage.Welcome _ -> welcomed.countDown();
      case ManagerMessage.Command command -> carryOut(command);
      case ManagerMessage.Refused refused -> throw new IllegalStateException(refused.toString());
      case ManagerMessage.Acknowledge _, ManagerMessage.OpenStream _ -> {}
    }
  }

  private void carryOut(ManagerMessage.Command command) {
    switch (command.command()) {
      case AgentCommand.ApplyCredentials credentials ->
          report(new AgentEvent.CredentialsApplied(command.id(), credentials.version()));
      case AgentCommand.StartCheck(String id, var _) -> {
        report(new AgentEvent.CheckQueued(command.id(), id));
        report(new AgentEvent.CheckStarted(id));
        check.complete(id);
      }
      case AgentCommand.TakeInventory _,
          AgentCommand.Reboot _,
          AgentCommand.CancelCheck _,
          AgentCommand.EndSession _ -> {}
    }
  }

  /// Hears whole messages; answers on another thread, since a send waits for the one before it.
  private final class Ear implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String json = text.toString();
        text.setLength(0);
        Thread.ofVirtual().start(() -> hear(CODEC.managerMessage(json)));
      }
      return WebSocket.Listener.super.onText(from, data, last);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
