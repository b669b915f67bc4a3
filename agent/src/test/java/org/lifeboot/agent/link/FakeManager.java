package org.lifeboot.agent.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;

/// The Manager's end of the protocol in one process: real TLS, real WebSocket (RFC 6455), and
/// breaks at will. Nothing but the JDK, so that `agent/bundle` can rehearse the Agent against it.
public final class FakeManager implements AutoCloseable {

  private static final String PASSWORD = "rehearsal";
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /// One for all of a process: making it takes longer than most tests.
  private static final class Certificate {
    static final KeyStore KEYS = newCertificate();
  }

  private final Codec codec = new Codec();
  private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  private final SSLServerSocket server;
  private final Duration patience;
  private final String certificateSha256;

  /// Listens at once.
  ///
  /// @param patience how long to wait for whatever an Agent should do
  public FakeManager(InetAddress address, int port, Duration patience) {
    this.patience = patience;
    try {
      server =
          (SSLServerSocket)
              context().getServerSocketFactory().createServerSocket(port, 50, address);
      certificateSha256 = sha256();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("starting a fake Manager", e);
    }
    Thread.ofPlatform().daemon().name("fake Manager").start(this::accept);
  }

  /// What proves that a server is this Manager.
  public static SSLContext context() throws GeneralSecurityException {
    var manager = KeyManagerFactory.getInstance("PKIX");
    manager.init(Certificate.KEYS, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(manager.getKeyManagers(), null, null);
    return context;
  }

  /// Of the certificate, 64 hexadecimal digits.
  public static String sha256() throws GeneralSecurityException {
    byte[] der = Certificate.KEYS.getCertificate("manager").getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
  }

  private static KeyStore newCertificate() {
    try {
      return newCertificateByKeytool();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("making a certificate", e);
    }
  }

  private static KeyStore newCertificateByKeytool() throws GeneralSecurityException, IOException {
    Path folder = Files.createTempDirectory("fake-manager");
    Path file = folder.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "manager",
            "-keyalg",
            "EC",
            "-dname",
            "CN=some other name",
            "-validity",
            "1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    try {
      if (keytool.inheritIO().start().waitFor() != 0) {
        throw new IOException("keytool failed");
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (var stream = Files.newInputStream(file)) {
        keys.load(stream, PASSWORD.toCharArray());
      }
      return keys;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public String address() {
    return "wss://" + server.getInetAddress().getHostAddress() + ":" + port() + "/agent";
  }

  public String certificateSha256() {
    return certificateSha256;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().name("fake Manager's peer").start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new DataInputStream(socket.getInputStream());
      String key = "";
      for (String line = header(in); !line.isEmpty(); line = header(in)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(sha1)
              + "\r\n\r\n";
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      var peer = new Peer(socket, codec, patience);
      peer.read(in, peers::add);
    } catch (IOException | GeneralSecurityException _) {
      // the Agent went away, or would not shake hands
    }
  }

  private static String header(DataInputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("end of headers");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /// The next Agent that called.
  public Peer awaitAgent() throws InterruptedException {
    Peer peer = peers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (peer == null) {
      throw new AssertionError("no Agent called within " + patience.toSeconds() + " s");
    }
    return peer;
  }

  /// Whether an Agent calls within `limit`.
  public boolean called(Duration limit) throws InterruptedException {
    return peers.poll(limit.toMillis(), TimeUnit.MILLISECONDS) != null;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One connection of an Agent.
  public static final class Peer {

    private final Socket socket;
    private final Codec codec;
    private final Duration patience;
    private final BlockingQueue<AgentMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<AgentMessage.Heartbeat> heartbeats = new LinkedBlockingQueue<>();
    private volatile boolean frozen;

    Peer(Socket socket, Codec codec, Duration patience) {
      this.socket = socket;
      this.codec = codec;
      this.patience = patience;
    }

    /// Reads until the Agent is gone.
    ///
    /// @param onFirst told with the first message: who breaks off before it has not called
    void read(DataInputStream in, Consumer<Peer> onFirst) throws IOException {
      boolean first = true;
      var message = new StringBuilder();
      while (true) {
        int head = in.readUnsignedByte();
        byte[] payload = payload(in);
        switch (head & 0x0f) {
          case 0, 1 -> {
            message.append(new String(payload, StandardCharsets.UTF_8));
            if ((head & 0x80) != 0) {
              sort(codec.agentMessage(message.toString()));
              if (first) {
                onFirst.accept(this);
                first = false;
              }
              message.setLength(0);
            }
          }
          case 8 -> {
            return;
          }
          case 9 -> {
            if (!frozen) {
              frame(0x8a, payload);
            }
          }
          default -> {}
        }
      }
    }

    private static byte[] payload(DataInputStream in) throws IOException {
      int second = in.readUnsignedByte();
      long length = second & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes((int) length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      return payload;
    }

    private void sort(AgentMessage message) {
      if (message instanceof AgentMessage.Heartbeat heartbeat) {
        heartbeats.add(heartbeat);
      } else {
        received.add(message);
      }
    }

    private synchronized void frame(int first, byte[] payload) throws IOException {
      OutputStream out = socket.getOutputStream();
      var head = java.nio.ByteBuffer.allocate(10).put((byte) first);
      if (payload.length < 126) {
        head.put((byte) payload.length);
      } else if (payload.length < 1 << 16) {
        head.put((byte) 126).putShort((short) payload.length);
      } else {
        head.put((byte) 127).putLong(payload.length);
      }
      out.write(head.array(), 0, head.position());
      out.write(payload);
      out.flush();
    }

    /// The next message that is no heartbeat.
    public AgentMessage next() throws InterruptedException {
      return poll(received);
    }

    public AgentMessage.Hello hello() throws InterruptedException {
      return (AgentMessage.Hello) next();
    }

    public AgentMessage.Numbered event() throws InterruptedException {
      return (AgentMessage.Numbered) next();
    }

    public AgentMessage.Heartbeat heartbeat() throws InterruptedException {
      return poll(heartbeats);
    }

    /// Whether nothing but heartbeats comes within `limit`.
    public boolean quiet(Duration limit) throws InterruptedException {
      return received.poll(limit.toMillis(), TimeUnit.MILLISECONDS) == null;
    }

    private <T> T poll(BlockingQueue<T> queue) throws InterruptedException {
      T message = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (message == null) {
        throw new AssertionError("nothing from the Agent within " + patience.toSeconds() + " s");
      }
      return message;
    }

    public void send(ManagerMessage message) {
      try {
        frame(0x81, codec.write(message).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public void sendText(String text) {
      try {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// As when the Manager's machine hangs: the connection stays, nothing answers any more.
    public void freeze() {
      frozen = true;
    }

    /// As when the Manager is killed or the network breaks.
    public void cut() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
