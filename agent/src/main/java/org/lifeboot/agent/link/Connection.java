package org.lifeboot.agent.link;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;

/// One WebSocket to the Manager, from its opening to its end. Thread-safe.
final class Connection implements WebSocket.Listener {

  /// How long one message may take to leave: longer means that nobody is there any more.
  private static final Duration SEND_LIMIT = Duration.ofSeconds(30);

  private final Codec codec;
  private final Consumer<ManagerMessage> onMessage;
  private final StringBuilder text = new StringBuilder();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile long heardAtNanos = System.nanoTime();
  private volatile @Nullable WebSocket socket;

  Connection(Codec codec, Consumer<ManagerMessage> onMessage) {
    this.codec = codec;
    this.onMessage = onMessage;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    heardAtNanos = System.nanoTime();
    text.append(part);
    if (text.length() > Protocol.MAX_MESSAGE_BYTES) {
      breakOff("the Manager sent a message of more than " + Protocol.MAX_MESSAGE_BYTES + " bytes");
      return null;
    }
    if (isLast) {
      String json = text.toString();
      text.setLength(0);
      receive(json);
    }
    from.request(1);
    return null;
  }

  private void receive(String json) {
    try {
      onMessage.accept(codec.managerMessage(json));
    } catch (IllegalArgumentException e) {
      breakOff("the Manager sent what is no message: " + e.getMessage());
    }
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
    heardAtNanos = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end.complete("the Manager closed the connection: " + code + " " + HostileText.line(reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end.complete("the connection broke: " + error);
  }

  /// Returns when the message has left.
  ///
  /// @return false when the connection has ended; the message may or may not have arrived
  boolean send(AgentMessage message) {
    String json = codec.write(message);
    return sent(opened -> opened.sendText(json, true));
  }

  /// Asks for a sign of life at the level of the WebSocket itself.
  boolean ping() {
    return sent(opened -> opened.sendPing(ByteBuffer.allocate(0)));
  }

  private synchronized boolean sent(
      java.util.function.Function<WebSocket, CompletableFuture<WebSocket>> sending) {
    WebSocket opened = socket;
    if (opened == null || end.isDone()) {
      return false;
    }
    try {
      sending.apply(opened).get(SEND_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      breakOff("sending failed: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      breakOff("the Agent is ending");
    }
    return false;
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heardAtNanos);
  }

  void breakOff(String reason) {
    end.complete(reason);
    WebSocket opened = socket;
    if (opened != null) {
      opened.abort();
    }
  }

  /// Why it ended, once it has.
  Optional<String> ended() {
    return end.isDone() ? Optional.of(end.join()) : Optional.empty();
  }

  void onEnd(Runnable action) {
    var _ = end.thenRun(action);
  }
}
