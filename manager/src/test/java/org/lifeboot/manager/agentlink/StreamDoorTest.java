package org.lifeboot.manager.agentlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.check.RepairWorld;
import org.lifeboot.manager.check.SavedDesk;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.sigkill.PinnedTls;
import org.lifeboot.manager.store.Keepsakes;
import org.lifeboot.manager.store.TestStores;
import org.lifeboot.manager.stream.Conversation;
import org.lifeboot.manager.stream.Incoming;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.stream.TestStreams;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamProblem;
import org.lifeboot.protocol.StreamWord;

/// Streams between a real door and a played Agent, over TLS.
@Timeout(120)
final class StreamDoorTest {

  private static final Codec CODEC = new Codec();

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<OpenStream> wanted = new LinkedBlockingQueue<>();
  private RepairWorld world;
  private Streams streams;
  private AgentDoor door;
  private String pin = "";
  private Server server;
  private SessionId session;

  @BeforeEach
  void open() {
    world = new RepairWorld(TestStores.sqlite(folder), 1 << 20);
    var database = world.sessions.database();
    DoorKey key = DoorKey.of(new Keepsakes(database));
    pin = key.certificateSha256();
    streams = TestStreams.of(database);
    door =
        AgentDoor.start(
            new AgentDoor.Place("127.0.0.1", 0, Duration.ofSeconds(90)),
            key,
            new AgentDoor.Desks(
                world.sessions.agents(),
                new AgentProof(database),
                new SavedDesk(database, world.saved),
                world.saved,
                streams,
                new Throttle(database, Clock.systemUTC())),
            world.sessions.news(),
            Clock.systemUTC());
    server = world.server("web-1", "52:54:00:00:00:01");
    session = new SessionId(world.rescued(server, RepairWorld.drive("/dev/sda")).session());
    var _ = streams.join((_, _, message) -> wanted.add(message));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    door.close();
    world.close();
  }

  /// What an Agent writes for a PUT.
  private final class Put implements AutoCloseable {

    private final SSLSocket socket;
    private final OutputStream out;

    Put(String id, String key, StreamAnswer answer) throws IOException {
      socket =
          (SSLSocket)
              PinnedTls.context(pin).getSocketFactory().createSocket("127.0.0.1", door.port());
      out = socket.getOutputStream();
      String base64 =
          Base64.getUrlEncoder()
              .encodeToString(CODEC.write(answer).getBytes(StandardCharsets.UTF_8));
      text(
          "PUT %s%s HTTP/1.1\r\nHost: door\r\n%s: %s\r\n%s: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
              .formatted(
                  Protocol.STREAM_PATH,
                  id,
                  Protocol.STREAM_KEY_HEADER,
                  key,
                  Protocol.STREAM_ANSWER_HEADER,
                  base64));
    }

    Put(OpenStream message) throws IOException {
      this(message.id(), message.key(), StreamAnswer.Ready.bytes());
    }

    private void text(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    void chunk(byte[] bytes) throws IOException {
      text(Integer.toHexString(bytes.length) + "\r\n");
      out.write(bytes);
      text("\r\n");
    }

    void end() throws IOException {
      text("0\r\n\r\n");
    }

    /// The first line of the answer; empty when the connection just ends.
    String answer() throws IOException {
      var line = new StringBuilder();
      for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
        line.append((char) c);
        c = socket.getInputStream().read();
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private OpenStream asked() throws InterruptedException {
    OpenStream message = wanted.poll(20, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return message;
  }

  private Future<Incoming> opening() {
    return threads.submit(() -> streams.open(session, new StreamOrder.RescueLog()));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  @SuppressWarnings("try") // the reader's closing is what the Agent waits for
  void whatAnAgentBringsIsReadAsItWasSent() throws Exception {
    byte[] piece = bytes(1 << 20);
    var opening = opening();
    var facts = new StreamAnswer.Ready(200L << 20, "text/plain", Map.of("name", "ä\n"));
    OpenStream message = asked();
    try (var put = new Put(message.id(), message.key(), facts);
        var incoming = opening.get(20, TimeUnit.SECONDS)) {
      var agent =
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  put.chunk(piece);
                }
                put.end();
                return put.answer();
              });

      assertThat(incoming.answer()).isEqualTo(facts);
      InputStream in = incoming.bytes();
      for (int i = 0; i < 200; i++) {
        assertThat(in.readNBytes(piece.length)).isEqualTo(piece);
      }
      assertThat(in.read()).isEqualTo(-1);
      incoming.close();
      assertThat(agent.get(20, TimeUnit.SECONDS)).isEqualTo("HTTP/1.1 204 No Content");
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsUpTheAgentAndNobodyElse() throws Exception {
    var sent = new AtomicLong();
    var opening = opening();
    try (var put = new Put(asked());
        var _ = opening.get(20, TimeUnit.SECONDS)) {
      var agent =
          threads.submit(
              () -> {
                for (int i = 0; i < 4_096; i++) {
                  put.chunk(bytes(1 << 16));
                  sent.addAndGet(1 << 16);
                }
                return "";
              });
      assertThatThrownBy(() -> agent.get(2, TimeUnit.SECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      assertThat(sent.get()).isLessThan(32 << 20);

      var other = opening();
      try (var second = new Put(asked())) {
        second.chunk(bytes(10));
        second.end();
        try (var incoming = other.get(20, TimeUnit.SECONDS)) {
          assertThat(incoming.bytes().readAllBytes()).isEqualTo(bytes(10));
        }
      }
    }
  }

  @Test
  void anAgentWhoseReaderHasGoneIsCutOffAtOnce() throws Exception {
    var opening = opening();
    try (var put = new Put(asked())) {
      put.chunk(bytes(100));
      Incoming incoming = opening.get(20, TimeUnit.SECONDS);
      assertThat(incoming.bytes().readNBytes(100)).hasSize(100);

      incoming.close();

      put.socket.setSoTimeout(10_000);
      assertThat(catchThrowableOfType(IOException.class, put::answer))
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isNull(),
              thrown -> assertThat(thrown).isNotInstanceOf(java.net.SocketTimeoutException.class));
    }
    assertThat(streams.idle()).isTrue();
  }

  @Test
  void aStreamThatBreaksOffIsNeverReadAsIfItWereWhole() throws Exception {
    var opening = opening();
    var put = new Put(asked());
    put.chunk(bytes(100));
    try (Incoming incoming = opening.get(20, TimeUnit.SECONDS)) {
      InputStream in = incoming.bytes();
      assertThat(in.readNBytes(100)).isEqualTo(bytes(100));
      put.close();

      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aKeyIsGoodOnceAndForItsOwnStreamOnly() throws Exception {
    var opening = opening();
    OpenStream message = asked();
    try (var wrong = new Put(message.id(), "ab".repeat(32), StreamAnswer.Ready.bytes())) {
      assertThat(wrong.answer()).startsWith("HTTP/1.1 401");
    }
    try (var put = new Put(message)) {
      put.chunk(bytes(3));
      try (var incoming = opening.get(20, TimeUnit.SECONDS)) {
        try (var again = new Put(message)) {
          assertThat(again.answer()).startsWith("HTTP/1.1 401");
        }
        put.end();
        assertThat(incoming.bytes().readAllBytes()).isEqualTo(bytes(3));
      }
    }
    for (int i = 0; i < 28; i++) {
      try (var wrong = new Put("nothing", "ab".repeat(32), StreamAnswer.Ready.bytes())) {
        assertThat(wrong.answer()).startsWith("HTTP/1.1 401");
      }
    }
    var late = opening();
    try (var held = new Put(asked())) {
      assertThat(held.answer()).startsWith("HTTP/1.1 429");
    }
    late.cancel(true);
  }

  @Test
  void whatAnAgentDeclinesIsAProblemInItsOwnWords() throws Exception {
    var opening = opening();
    OpenStream message = asked();
    var declined = new StreamAnswer.Declined(StreamProblem.IN_USE, "/dev/sda1 is mounted.");
    try (var put = new Put(message.id(), message.key(), declined)) {
      put.end();
      assertThat(put.answer()).startsWith("HTTP/1.1 204");
    }

    assertThatThrownBy(() -> opening.get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.DEVICE_IN_USE);
              assertThat(problem.detail()).isEqualTo("/dev/sda1 is mounted.");
            });
  }

  @Test
  void noStreamIsAskedOfASessionThatIsNotActive() {
    world.leaves(server);

    assertThatThrownBy(() -> streams.open(session, new StreamOrder.RescueLog()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.NO_SESSION));
    assertThat(wanted).isEmpty();
  }

  /// An Agent that sends back what it hears, in capitals.
  private static final class Echo implements WebSocket.Listener {

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      String text = StandardCharsets.UTF_8.decode(data).toString();
      socket.request(1);
      return socket.sendBinary(
          ByteBuffer.wrap(text.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8)),
          true);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      words.add(data.toString());
      socket.request(1);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(-1);
    }
  }

  private WebSocket dialled(HttpClient client, OpenStream message, String key, Echo echo) {
    return client
        .newWebSocketBuilder()
        .header(Protocol.STREAM_KEY_HEADER, key)
        .buildAsync(
            URI.create("wss://127.0.0.1:" + door.port() + Protocol.STREAM_PATH + message.id()),
            echo)
        .join();
  }

  @Test
  void aTerminalGoesBothWaysAndEndsWhenEitherEndDoes() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(PinnedTls.context(pin)).build()) {
      var talking = threads.submit(() -> streams.talk(session, new StreamOrder.Terminal(80, 24)));
      OpenStream message = asked();
      var echo = new Echo();
      assertThatThrownBy(() -> dialled(client, message, "ab".repeat(32), new Echo()))
          .rootCause()
          .hasMessageContaining("401");
      WebSocket agent = dialled(client, message, message.key(), echo);
      agent.sendText(CODEC.write(StreamAnswer.Ready.bytes()), true).join();
      try (Conversation talk = talking.get(20, TimeUnit.SECONDS)) {
        talk.out().write("ls\n".getBytes(StandardCharsets.UTF_8));
        assertThat(talk.in().readNBytes(3)).isEqualTo("LS\n".getBytes(StandardCharsets.UTF_8));
        talk.say(new StreamWord.Resize(120, 40));
        assertThat(echo.words.poll(20, TimeUnit.SECONDS)).contains("\"columns\":120");

        agent.sendText(CODEC.write(new StreamWord.Over("The shell has ended.")), true).join();

        assertThat(talk.in().read()).isEqualTo(-1);
        assertThat(talk.over()).contains("The shell has ended.");
      }
      assertThat(echo.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);

      var second = threads.submit(() -> streams.talk(session, new StreamOrder.SshTunnel()));
      OpenStream other = asked();
      WebSocket dying = dialled(client, other, other.key(), new Echo());
      dying.sendText(CODEC.write(StreamAnswer.Ready.bytes()), true).join();
      try (Conversation talk = second.get(20, TimeUnit.SECONDS)) {
        dying.abort();
        assertThatThrownBy(() -> talk.in().read()).isInstanceOf(IOException.class);
      }
    }
  }
}
