package org.lifeboot.agent.link;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lifeboot.protocol.AgentMessage;

/// The heartbeat, on a thread of its own that does nothing else, and the watch over a Manager that
/// has gone silent.
final class Pulse implements AutoCloseable {

  private final Supplier<AgentMessage.Heartbeat> heartbeat;
  private final LinkPace pace;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeat").factory());
  private volatile @Nullable Connection connection;

  Pulse(Supplier<AgentMessage.Heartbeat> heartbeat, LinkPace pace) {
    this.heartbeat = heartbeat;
    this.pace = pace;
    long millis = pace.heartbeat().toMillis();
    var _ = thread.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// The first beat comes at once.
  void beatOn(Connection opened) {
    connection = opened;
    thread.execute(this::beat);
  }

  void sendNow(AgentMessage message) {
    Connection current = connection;
    if (current != null) {
      current.send(message);
    }
  }

  private void beat() {
    Connection current = connection;
    if (current == null || current.ended().isPresent()) {
      return;
    }
    if (current.silence().compareTo(pace.silence()) > 0) {
      current.breakOff("nothing heard from the Manager for " + pace.silence().toSeconds() + " s");
      return;
    }
    if (current.send(heartbeat.get())) {
      current.ping();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
