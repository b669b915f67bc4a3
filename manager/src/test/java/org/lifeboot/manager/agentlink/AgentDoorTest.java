package org.lifeboot.manager.agentlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.check.SavedDesk;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.SessionWorld;
import org.lifeboot.manager.sigkill.PinnedTls;
import org.lifeboot.manager.store.Keepsakes;
import org.lifeboot.manager.store.TestStores;
import org.lifeboot.manager.stream.TestStreams;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RefusalCode;

/// What strangers at the Agents' door get.
final class AgentDoorTest {

  private static final Codec CODEC = new Codec();

  @TempDir Path folder;
  private SessionWorld world;
  private AgentDoor door;
  private HttpClient client;

  @BeforeEach
  void open() {
    world = SessionWorld.open(TestStores.sqlite(folder), Clock.systemUTC());
    SavedData saved = new SavedData(world.database(), 1 << 20, Clock.systemUTC());
    DoorKey key = DoorKey.of(new Keepsakes(world.database()));
    door =
        AgentDoor.start(
            new AgentDoor.Place("127.0.0.1", 0, Duration.ofSeconds(90)),
            key,
            new AgentDoor.Desks(
                world.agents(),
                new AgentProof(world.database()),
                new SavedDesk(world.database(), saved),
                saved,
                TestStreams.of(world.database()),
                new Throttle(world.database(), Clock.systemUTC())),
            world.news(),
            Clock.systemUTC());
    client = HttpClient.newBuilder().sslContext(PinnedTls.context(key.certificateSha256())).build();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    door.close();
    world.close();
  }

  private URI address(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + door.port() + path);
  }

  private Stranger stranger() {
    return new Stranger(client, address("wss", Protocol.PATH));
  }

  @Test
  void theKeyIsMadeOnceAndSharedThroughTheStore() {
    Keepsakes keepsakes = new Keepsakes(world.database());

    assertThat(DoorKey.of(keepsakes).certificateSha256())
        .matches("[0-9a-f]{64}")
        .isEqualTo(DoorKey.of(keepsakes).certificateSha256());
  }

  @Test
  void anotherCertificateIsNotAccepted() {
    HttpClient other =
        HttpClient.newBuilder().sslContext(PinnedTls.context("00".repeat(32))).build();

    assertThatThrownBy(
            () ->
                other.send(
                    HttpRequest.newBuilder(address("https", "/agent")).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void everythingButTheWebSocketIsNotFoundAndEmpty() throws Exception {
    for (String path : List.of("/", "/agent", "/login", "/boot/start.ipxe")) {
      var answer =
          client.send(
              HttpRequest.newBuilder(address("https", path)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).isEmpty();
    }
  }

  @Test
  void aWrongTokenIsRefusedAndRecorded() throws InterruptedException {
    Stranger stranger = stranger();

    stranger.say(hello("no-such-session"));

    assertThat(stranger.refusal()).isEqualTo(RefusalCode.TOKEN_WRONG);
    assertThat(stranger.closed()).isTrue();
    assertThat(world.audit().newest(1).getFirst().what()).isEqualTo("refused-token-wrong");
  }

  private static String hello(String session) {
    return CODEC.write(
        new AgentMessage.Hello(
            Protocol.VERSION, session, "t", "k", "b", "test", List.of(), List.of()));
  }

  @Test
  void whatIsNotAHelloIsRefusedAndRecorded() throws InterruptedException {
    for (String hostile :
        List.of(
            "",
            "{",
            "[[[[[[[[",
            "{\"type\":\"hello\"}",
            "{\"type\":\"nonsense\"}",
            "\u0000",
            CODEC.write(new AgentMessage.Heartbeat(1, 1, 1)))) {
      Stranger stranger = stranger();
      stranger.say(hostile);
      assertThat(stranger.refusal()).as(hostile).isEqualTo(RefusalCode.MALFORMED);
      assertThat(stranger.closed()).as(hostile).isTrue();
    }
    assertThat(world.audit().newest(1).getFirst().what()).isEqualTo("refused-malformed");
  }

  @Test
  void aMessageThatIsTooLongAndABinaryOneEndTheConnection() throws InterruptedException {
    Stranger talker = stranger();
    talker.say("x".repeat(Protocol.MAX_MESSAGE_BYTES + 1));
    assertThat(talker.closed()).isTrue();

    Stranger binary = stranger();
    binary.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    assertThat(binary.closed()).isTrue();
  }

  @Test
  void aGuesserIsHeldBack() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      Stranger guesser = stranger();
      guesser.say(hello("session-" + i));
      assertThat(guesser.closed()).isTrue();
    }

    Stranger late = stranger();

    assertThat(late.closed()).isTrue();
    assertThat(late.heard).isEmpty();
  }

  /// Somebody who is not an Agent.
  private static final class Stranger implements WebSocket.Listener {

    private static final String CLOSED = "closed";
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Stranger(HttpClient client, URI door) {
      this.socket = client.newWebSocketBuilder().buildAsync(door, this).join();
    }

    void say(String text) {
      try {
        socket.sendText(text, true).join();
      } catch (java.util.concurrent.CompletionException e) {
        heard.add(CLOSED);
      }
    }

    RefusalCode refusal() throws InterruptedException {
      String json = heard.poll(20, TimeUnit.SECONDS);
      return json != null
              && CODEC.managerMessage(json)
                  instanceof ManagerMessage.Refused(RefusalCode code, var _)
          ? code
          : RefusalCode.SESSION_OVER;
    }

    boolean closed() throws InterruptedException {
      String next = heard.poll(20, TimeUnit.SECONDS);
      while (next != null && !next.equals(CLOSED)) {
        next = heard.poll(20, TimeUnit.SECONDS);
      }
      return next != null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      heard.add(data.toString());
      return WebSocket.Listener.super.onText(from, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add(CLOSED);
      return WebSocket.Listener.super.onClose(from, code, reason);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      heard.add(CLOSED);
    }
  }
}
