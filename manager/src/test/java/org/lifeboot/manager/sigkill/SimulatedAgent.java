package org.lifeboot.manager.sigkill;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.HostKey;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;
import org.lifeboot.protocol.Verdict;

/// An Agent that speaks the real protocol: it keeps its events until they are acknowledged, carries
/// each command out once, and calls again whenever the connection breaks.
final class SimulatedAgent {

  private static final Codec CODEC = new Codec();

  private final SessionFile file;
  private final StoryClock clock;
  private final String key;
  private final HttpClient http;
  private final List<AgentMessage.Numbered> events = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final List<AgentCommand.ApplyCredentials> applied = new ArrayList<>();
  private long acknowledged = 0;
  private boolean rebooting = false;
  private Optional<RefusalCode> refusal = Optional.empty();

  SimulatedAgent(SessionFile file, StoryClock clock) {
    this.file = file;
    this.clock = clock;
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.key = HexFormat.of().formatHex(bytes);
    this.http =
        HttpClient.newBuilder().sslContext(PinnedTls.context(file.certificateSha256())).build();
    report(new AgentEvent.InventoryTaken("", new Inventory(List.of())));
  }

  private void report(AgentEvent event) {
    events.add(new AgentMessage.Numbered(events.size() + 1L, Instant.now(), event));
  }

  List<AgentCommand.ApplyCredentials> applied() {
    return List.copyOf(applied);
  }

  Optional<RefusalCode> refusal() {
    return refusal;
  }

  /// Runs until it was told to reboot (and that is acknowledged), or was refused.
  void runUntilRebooted() throws InterruptedException {
    while (!over() && !clock.late()) {
      connectOnce();
      Thread.sleep(100);
    }
  }

  private boolean over() {
    return refusal.isPresent() || (rebooting && acknowledged >= events.size());
  }

  /// One connection, until it breaks.
  void connectOnce() throws InterruptedException {
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .connectTimeout(Duration.ofSeconds(10))
              .buildAsync(URI.create(file.managerAddress()), new Ear(heard))
              .join();
      try {
        send(socket, hello());
        listen(socket, heard);
      } finally {
        socket.abort();
      }
    } catch (CompletionException e) {
      // the Manager is away; the caller tries again
    }
  }

  private AgentMessage.Hello hello() {
    return new AgentMessage.Hello(
        Protocol.VERSION,
        file.sessionId(),
        file.token(),
        key,
        "11111111-2222-3333-4444-555555555555",
        "simulated",
        List.of(
            new HostKey(
                "ssh-ed25519",
                "AAAAC3NzaC1lZDI1NTE5AAAAIDkK2FZ9qCpVYVxJ0rJX0kYbYb0m2Y3mV4b0fQ0y9XcJ")),
        List.of("192.0.2.50"));
  }

  private void listen(WebSocket socket, LinkedBlockingQueue<String> heard)
      throws InterruptedException {
    while (!over() && !clock.late()) {
      String json = heard.poll(1, TimeUnit.SECONDS);
      if (json == null) {
        send(socket, new AgentMessage.Heartbeat(60, 1L << 30, 1L << 28));
        continue;
      }
      if (json.equals(Ear.CLOSED)) {
        return;
      }
      clock.tick();
      hear(socket, CODEC.managerMessage(json));
    }
  }

  private void hear(WebSocket socket, ManagerMessage message) {
    switch (message) {
      case ManagerMessage.Welcome welcome -> {
        acknowledged = welcome.acknowledged();
        events.stream()
            .filter(event -> event.number() > acknowledged)
            .forEach(event -> send(socket, event));
      }
      case ManagerMessage.Refused refused -> refusal = Optional.of(refused.code());
      case ManagerMessage.Acknowledge(long number) -> acknowledged = Math.max(acknowledged, number);
      case ManagerMessage.Command command -> {
        if (done.add(command.id())) {
          int before = events.size();
          carryOut(command);
          events.stream().skip(before).forEach(event -> send(socket, event));
        }
      }
      case ManagerMessage.OpenStream _ -> {} // it carries no bytes
    }
  }

  private void carryOut(ManagerMessage.Command command) {
    switch (command.command()) {
      case AgentCommand.ApplyCredentials credentials -> {
        applied.add(credentials);
        report(new AgentEvent.CredentialsApplied(command.id(), credentials.version()));
      }
      case AgentCommand.TakeInventory _ ->
          report(new AgentEvent.InventoryTaken(command.id(), new Inventory(List.of())));
      case AgentCommand.Reboot _ -> {
        report(new AgentEvent.Rebooting(command.id()));
        rebooting = true;
      }
      case AgentCommand.StartCheck(String check, var order) -> {
        report(new AgentEvent.CheckQueued(command.id(), check));
        report(new AgentEvent.CheckStarted(check));
        report(
            new AgentEvent.CheckEnded(
                check, CheckReport.of(order, Verdict.PASSED, "All is well.")));
      }
      case AgentCommand.CancelCheck(String check) ->
          report(new AgentEvent.CheckCancelling(command.id(), check));
      case AgentCommand.EndSession _ -> refusal = Optional.of(RefusalCode.SESSION_OVER);
    }
  }

  private static void send(WebSocket socket, AgentMessage message) {
    socket.sendText(CODEC.write(message), true).join();
  }

  /// Hears whole messages.
  private static final class Ear implements WebSocket.Listener {

    static final String CLOSED = "closed";
    private final LinkedBlockingQueue<String> heard;
    private final StringBuilder text = new StringBuilder();

    Ear(LinkedBlockingQueue<String> heard) {
      this.heard = heard;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add(CLOSED);
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      heard.add(CLOSED);
    }
  }
}
