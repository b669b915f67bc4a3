package org.lifeboot.manager.power;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One conversation with QEMU's machine protocol (QEMU's docs/interop/qmp-spec). All of it, from
/// the greeting to the last answer, has one time limit. For one thread.
///
/// QEMU talks to one client at a time: while another is connected, the greeting does not come.
final class QmpConnection implements AutoCloseable {

  private static final int LONGEST_MESSAGE_BYTES = 1 << 20;
  private static final JsonType<Map<String, Object>> JSON =
      Jsonb.builder().build().type(Object.class).map();

  private final SocketChannel channel;
  private final Selector selector;
  private final long deadline;
  private final ByteBuffer arrived = ByteBuffer.allocate(8192).limit(0);

  private QmpConnection(SocketChannel channel, Selector selector, long deadline) {
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
  }

  /// @throws IOException when nothing listens there, or what listens does not greet as QEMU does
  static QmpConnection open(Path socket, Duration limit) throws IOException {
    var deadline = System.nanoTime() + limit.toNanos();
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      var selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      var connection = new QmpConnection(channel, selector, deadline);
      connection.greet();
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Carries one command out.
  ///
  /// @param command JSON of the whole command
  /// @return what came as `return`
  /// @throws IOException also when QEMU answers with an error
  Object execute(String command) throws IOException {
    send(command);
    while (true) {
      var message = receive();
      if (message.get("error") instanceof Map<?, ?> error) {
        throw new IOException("QEMU answered: " + error.get("desc"));
      }
      var answer = message.get("return");
      if (answer != null) {
        return answer;
      }
    }
  }

  /// The virtual server's state in QEMU's words: `running`, `paused`, `shutdown`, …
  String runState() throws IOException {
    return execute("{\"execute\":\"query-status\"}") instanceof Map<?, ?> status
        ? String.valueOf(status.get("status"))
        : "unknown";
  }

  /// Waits for an event.
  void await(String event) throws IOException {
    while (!event.equals(receive().get("event"))) {
      // Not yet.
    }
  }

  private void greet() throws IOException {
    if (!receive().containsKey("QMP")) {
      throw new IOException("what listens there does not greet as QEMU does");
    }
    execute("{\"execute\":\"qmp_capabilities\"}");
  }

  private void send(String command) throws IOException {
    var bytes = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        throw new IOException("QEMU does not read its monitor");
      }
    }
  }

  private Map<String, Object> receive() throws IOException {
    var line = new ByteArrayOutputStream();
    while (line.size() < LONGEST_MESSAGE_BYTES) {
      if (!arrived.hasRemaining()) {
        fill();
      }
      var next = arrived.get();
      if (next == '\n') {
        return parsed(line.toString(StandardCharsets.UTF_8));
      }
      line.write(next);
    }
    throw new IOException("a message of more than " + LONGEST_MESSAGE_BYTES + " bytes");
  }

  private void fill() throws IOException {
    arrived.clear();
    var count = channel.read(arrived);
    while (count == 0) {
      var leftMilliseconds = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMilliseconds <= 0) {
        throw new IOException("no answer in time (another program may hold the monitor)");
      }
      selector.select(leftMilliseconds);
      selector.selectedKeys().clear();
      count = channel.read(arrived);
    }
    if (count < 0) {
      throw new IOException("QEMU closed the connection");
    }
    arrived.flip();
  }

  private static Map<String, Object> parsed(String line) throws IOException {
    try {
      return JSON.fromJson(line);
    } catch (RuntimeException | StackOverflowError e) {
      throw new IOException("not a message of QEMU's: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
