package org.lifeboot.manager.agentlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboot.manager.check.RepairWorld.OWNER;
import static org.lifeboot.manager.check.RepairWorld.PLAN;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.RepairWorld;
import org.lifeboot.manager.check.SavedDesk;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.AgentProof.Shown;
import org.lifeboot.manager.sigkill.PinnedTls;
import org.lifeboot.manager.store.Keepsakes;
import org.lifeboot.manager.store.TestStores;
import org.lifeboot.manager.stream.TestStreams;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.Verdict;

/// What Agents may save and fetch at their door, and what they may not.
final class SavedDoorTest {

  private static final int MOST = 4 << 20;
  private static final byte[] BYTES = bytes((2 << 20) + 5);

  @TempDir Path folder;
  private RepairWorld world;
  private AgentDoor door;
  private String pin = "";
  private HttpClient client;
  private Server server;
  private Shown agent;
  private Check repair;

  @BeforeEach
  void open() {
    world = new RepairWorld(TestStores.sqlite(folder), MOST);
    var database = world.sessions.database();
    DoorKey key = DoorKey.of(new Keepsakes(database));
    pin = key.certificateSha256();
    door =
        AgentDoor.start(
            new AgentDoor.Place("127.0.0.1", 0, Duration.ofSeconds(90)),
            key,
            new AgentDoor.Desks(
                world.sessions.agents(),
                new AgentProof(database),
                new SavedDesk(database, world.saved),
                world.saved,
                TestStreams.of(database),
                new Throttle(database, Clock.systemUTC())),
            world.sessions.news(),
            Clock.systemUTC());
    client = HttpClient.newBuilder().sslContext(PinnedTls.context(pin)).build();
    server = world.server("web-1", "52:54:00:00:00:01");
    agent = world.rescued(server, RepairWorld.drive("/dev/sda"));
    repair = ordered();
  }

  private Check ordered() {
    Check plan = world.offering(server, "/dev/sda1");
    Check check = world.repairs.repair(plan.id(), PLAN, OWNER).check();
    world.begins(check);
    return check;
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    door.close();
    world.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private URI address(Check check) {
    return URI.create("https://127.0.0.1:" + door.port() + Protocol.SAVED_PATH + check.id());
  }

  private HttpRequest.Builder request(Shown shown, Check check) {
    return HttpRequest.newBuilder(address(check))
        .timeout(Duration.ofSeconds(60))
        .header(Protocol.SESSION_HEADER, shown.session())
        .header(Protocol.TOKEN_HEADER, shown.token())
        .header(Protocol.KEY_HEADER, shown.agentKey());
  }

  private HttpResponse<String> put(Shown shown, Check check, BodyPublisher body, String sha256)
      throws IOException, InterruptedException {
    return client.send(
        request(shown, check).header(Protocol.SHA256_HEADER, sha256).PUT(body).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> put(byte[] bytes) throws IOException, InterruptedException {
    return put(agent, repair, BodyPublishers.ofByteArray(bytes), sha256(bytes));
  }

  private HttpResponse<byte[]> get(Shown shown, Check check)
      throws IOException, InterruptedException {
    return client.send(request(shown, check).GET().build(), BodyHandlers.ofByteArray());
  }

  private void nothingIsKept() {
    assertThat(world.saved.find(repair.id().text())).isEmpty();
  }

  @Test
  void whatARepairSavesIsAnsweredWithItsDigestAndAnUndoGetsItBack() throws Exception {
    var answer = put(BYTES);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue(Protocol.SHA256_HEADER)).contains(sha256(BYTES));
    assertThat(world.saved.find(repair.id().text())).isPresent();
    world.ends(repair, Verdict.PASSED);
    world.repairs.undo(repair.id(), OWNER);
    var back = get(agent, repair);
    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.headers().firstValue(Protocol.SHA256_HEADER)).contains(sha256(BYTES));
    assertThat(back.body()).isEqualTo(BYTES);
  }

  @Test
  void anAgentThatLostTheAnswerSaysItAgain() throws Exception {
    put(BYTES);

    assertThat(put(BYTES).statusCode()).isEqualTo(201);
    var other = put(bytes(100));
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("other bytes are kept");
    assertThat(world.saved.find(repair.id().text()).orElseThrow().sha256())
        .isEqualTo(sha256(BYTES));
  }

  @Test
  void bytesThatWereCutOffOnTheWayAreNotKept() throws Exception {
    String head =
        "PUT %s%s HTTP/1.1\r\nHost: door\r\nContent-Length: %d\r\n%s: %s\r\n%s: %s\r\n%s: %s\r\n%s: %s\r\n\r\n"
            .formatted(
                Protocol.SAVED_PATH,
                repair.id(),
                BYTES.length,
                Protocol.SESSION_HEADER,
                agent.session(),
                Protocol.TOKEN_HEADER,
                agent.token(),
                Protocol.KEY_HEADER,
                agent.agentKey(),
                Protocol.SHA256_HEADER,
                sha256(BYTES));
    try (SSLSocket socket =
        (SSLSocket)
            PinnedTls.context(pin).getSocketFactory().createSocket("127.0.0.1", door.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(BYTES, 0, BYTES.length / 2);
      out.flush();
      waitForPieces(true);
    }
    waitForPieces(false);
    nothingIsKept();

    assertThat(put(BYTES).statusCode()).isEqualTo(201);
  }

  private void waitForPieces(boolean some) throws InterruptedException {
    for (int i = 0; i < 200 && pieces() > 0 != some; i++) {
      Thread.sleep(50);
    }
    assertThat(pieces() > 0).isEqualTo(some);
  }

  private long pieces() {
    return world
        .sessions
        .database()
        .read(
            "count",
            transaction ->
                transaction
                    .handle()
                    .createQuery("select count(*) from saved_piece")
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void aWrongDigestIsRefused() throws Exception {
    var wrong = put(agent, repair, BodyPublishers.ofByteArray(BYTES), sha256(bytes(7)));
    var nonsense = put(agent, repair, BodyPublishers.ofByteArray(BYTES), "nonsense");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("another SHA-256");
    assertThat(nonsense.statusCode()).isEqualTo(422);
    nothingIsKept();
    assertThat(pieces()).isZero();
  }

  @Test
  void whatIsTooLargeOrOfNoLengthIsRefused() throws Exception {
    var large = put(bytes(MOST + 1));
    var endless =
        put(
            agent,
            repair,
            BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(BYTES)),
            sha256(BYTES));

    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("more than the 4,194,304 bytes");
    assertThat(endless.statusCode()).isEqualTo(411);
    nothingIsKept();
  }

  @Test
  void anotherServersAgentNeitherSavesNorFetches() throws Exception {
    Server other = world.server("web-2", "52:54:00:00:00:02");
    Shown foreign = world.rescued(other, RepairWorld.drive("/dev/sda"));

    assertThat(put(foreign, repair, BodyPublishers.ofByteArray(BYTES), sha256(BYTES)).statusCode())
        .isEqualTo(403);
    nothingIsKept();
    put(BYTES);
    assertThat(get(foreign, repair).statusCode()).isEqualTo(404);
  }

  @Test
  void withoutAnUndoNobodyFetches() throws Exception {
    put(BYTES);
    world.ends(repair, Verdict.PASSED);

    assertThat(get(agent, repair).statusCode()).isEqualTo(404);
  }

  @Test
  void strangersAreToldNothing() throws Exception {
    for (Shown stranger :
        java.util.List.of(
            new Shown("", "", ""),
            new Shown(agent.session(), "wrong", agent.agentKey()),
            new Shown(agent.session(), agent.token(), "cd".repeat(32)),
            new Shown("no-such-session", agent.token(), agent.agentKey()))) {
      var answer = put(stranger, repair, BodyPublishers.ofByteArray(bytes(10)), sha256(bytes(10)));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
      assertThat(get(stranger, repair).statusCode()).isEqualTo(401);
    }
    nothingIsKept();
  }

  @Test
  void aGuesserIsHeldBack() throws Exception {
    Shown guesser = new Shown(agent.session(), "wrong", agent.agentKey());
    for (int i = 0; i < 30; i++) {
      get(guesser, repair);
    }

    assertThat(get(agent, repair).statusCode()).isEqualTo(429);
  }

  @Test
  void aRepairThatIsOverAndACheckThatIsNoneSaveNothing() throws Exception {
    world.ends(repair, Verdict.FAILED);
    var over = put(BYTES);
    Check check = world.offering(server, "/dev/sda2");
    var none = put(agent, check, BodyPublishers.ofByteArray(BYTES), sha256(BYTES));

    assertThat(over.statusCode()).isEqualTo(409);
    assertThat(over.body()).contains("this repair is over");
    assertThat(none.statusCode()).isEqualTo(404);
    nothingIsKept();
  }

  @Test
  void aSessionThatIsOverHasNoAgentAnyMore() throws Exception {
    world.leaves(server);

    assertThat(put(bytes(10)).statusCode()).isEqualTo(401);
    nothingIsKept();
  }

  @Test
  void aLaterSessionOfTheSameServerFetchesItForItsUndo() throws Exception {
    put(BYTES);
    world.ends(repair, Verdict.PASSED);
    world.leaves(server);
    Shown later = world.rescued(server, RepairWorld.drive("/dev/sda"));
    assertThat(get(later, repair).statusCode()).isEqualTo(404);

    world.repairs.undo(repair.id(), OWNER);

    assertThat(get(later, repair).body()).isEqualTo(BYTES);
    assertThat(get(agent, repair).statusCode()).isEqualTo(401);
  }
}
