package org.lifeboot.manager.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.check.RepairWorld;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.TestStores;
import org.lifeboot.manager.stream.StreamCalls.Call;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.StreamOrder;

/// Streams of an Agent that is connected to another Manager.
final class StreamCallsTest {

  private static final OpenStream WANTED =
      new OpenStream(
          "s-1", "5a".repeat(32), "wss://a.example:8443/agent", new StreamOrder.SshTunnel());

  @TempDir Path folder;
  private RepairWorld world;
  private SessionId session;

  @BeforeEach
  void open() {
    world = new RepairWorld(TestStores.sqlite(folder), 1 << 20);
    var server = world.server("web-1", "52:54:00:00:00:01");
    session = new SessionId(world.rescued(server, RepairWorld.drive("/dev/sda")).session());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private StreamCalls manager() {
    return new StreamCalls(world.sessions.database(), Clock.systemUTC());
  }

  @Test
  void theManagerThatHasTheAgentFindsTheCallOnce() {
    manager().add(new Call(session, WANTED));
    StreamCalls other = manager();

    assertThat(other.take(_ -> false)).isEmpty();
    assertThat(other.take(session::equals)).containsExactly(new Call(session, WANTED));
    assertThat(other.take(session::equals)).isEmpty();
  }

  @Test
  void aCallThatNobodyWaitsForAnyMoreIsNotFound() {
    manager().add(new Call(session, WANTED));
    manager().drop("s-1");

    assertThat(manager().take(session::equals)).isEmpty();
  }
}
