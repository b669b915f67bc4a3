package org.lifeboot.lab.server;

import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.LabException;

/// QEMU's monitor (docs/interop/qmp-spec of QEMU): one JSON object per line, a greeting first. One
/// connection per command: QEMU serves one client at a time, and the lab's is not the Manager's.
public final class Qmp {

  private final Path socket;

  public Qmp(Path socket) {
    this.socket = socket;
  }

  /// What QEMU returned.
  public Json run(String command) {
    return run(command, Map.of());
  }

  public Json run(String command, Map<String, Object> arguments) {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var lines =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)); // closed with it
      answer(lines, "QMP");
      send(channel, Map.of("execute", "qmp_capabilities"));
      answer(lines, "return");
      send(channel, Map.of("execute", command, "arguments", arguments));
      return answer(lines, "return");
    } catch (IOException e) {
      throw new LabException(
          "QEMU did not answer %s at %s: %s".formatted(command, socket, e.getMessage()), e);
    }
  }

  private static void send(SocketChannel channel, Map<String, Object> message) throws IOException {
    var line = Jsonb.builder().build().toJson(message) + "\n";
    var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Events may stand between a command and its answer.
  private static Json answer(BufferedReader lines, String wanted) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var message = Json.parse(line);
      if (message.has(wanted)) {
        return message.at(wanted);
      }
      if (message.has("error")) {
        throw new IOException(message.at("error").text("desc"));
      }
    }
    throw new IOException("the connection was closed before QEMU answered");
  }
}
