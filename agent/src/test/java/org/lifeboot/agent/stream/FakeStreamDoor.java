package org.lifeboot.agent.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.lifeboot.agent.link.FakeManager;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamOrder;

/// The Manager's end of one-way streams: real TLS, read as the test likes.
final class FakeStreamDoor implements AutoCloseable {

  private final SSLServerSocket server;

  FakeStreamDoor() throws IOException, GeneralSecurityException {
    server =
        (SSLServerSocket)
            FakeManager.context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(20_000);
  }

  OpenStream wanting(String id, StreamOrder order) {
    return new OpenStream(
        id, "5a".repeat(32), "wss://127.0.0.1:" + server.getLocalPort() + "/agent", order);
  }

  /// The next one that dials, its head read.
  Put next() throws IOException {
    return new Put((SSLSocket) server.accept());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /// One PUT of an Agent's.
  static final class Put implements AutoCloseable {

    private final SSLSocket socket;
    private final DataInputStream in;
    private final String line;
    private final Map<String, String> headers = new HashMap<>();

    Put(SSLSocket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(20_000);
      in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
      line = line();
      for (String next = line(); !next.isEmpty(); next = line()) {
        String[] parts = next.split(": ", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
      }
    }

    private String line() throws IOException {
      var text = new StringBuilder();
      for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        text.append((char) c);
      }
      return text.toString().strip();
    }

    String requestLine() {
      return line;
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    StreamAnswer answer() {
      byte[] json = Base64.getUrlDecoder().decode(header(Protocol.STREAM_ANSWER_HEADER));
      return new Codec().streamAnswer(new String(json, StandardCharsets.UTF_8));
    }

    /// The next chunk; empty for the last.
    byte[] chunk() throws IOException {
      byte[] bytes = in.readNBytes(Integer.parseInt(line(), 16));
      line();
      return bytes;
    }

    byte[] whole() throws IOException {
      var all = new ByteArrayOutputStream();
      for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        all.write(chunk);
      }
      return all.toByteArray();
    }

    void say(String status) throws IOException {
      socket
          .getOutputStream()
          .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
