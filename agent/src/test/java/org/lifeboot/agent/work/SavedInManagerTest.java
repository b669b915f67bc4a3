package org.lifeboot.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.link.FakeManager;
import org.lifeboot.agent.link.SavedBytes;
import org.lifeboot.agent.link.SavedBytes.Fetched;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.SessionFile;

/// The Manager's side as docs/protocol.md tells it.
class SavedInManagerTest {

  @TempDir Path folder;

  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private HttpsServer manager;
  private String digestToAnswer = "";
  private int status = 201;

  @BeforeEach
  void open() throws Exception {
    manager = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    manager.setHttpsConfigurator(new HttpsConfigurator(FakeManager.context()));
    manager.createContext("/agent/saved/", this::answer);
    manager.start();
  }

  @AfterEach
  void close() {
    manager.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    asked.add(
        "%s %s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers.getFirst(Protocol.SESSION_HEADER),
                headers.getFirst(Protocol.TOKEN_HEADER),
                headers.getFirst(Protocol.KEY_HEADER)));
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String digest = headers.getFirst(Protocol.SHA256_HEADER);
    if (exchange.getRequestMethod().equals("PUT")) {
      kept.put(path, body);
      say(exchange, status, digestToAnswer.isEmpty() ? digest : digestToAnswer, "no room");
    } else if (kept.containsKey(path)) {
      say(
          exchange,
          200,
          digestToAnswer,
          new String(kept.get(path), java.nio.charset.StandardCharsets.US_ASCII));
    } else {
      say(exchange, 404, "", "nothing is saved");
    }
  }

  private static void say(HttpExchange exchange, int code, String digest, String text)
      throws IOException {
    exchange.getResponseHeaders().set(Protocol.SHA256_HEADER, digest);
    exchange.sendResponseHeaders(code, text.length());
    try (var out = exchange.getResponseBody()) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  private SavedBytes bytes(String certificate) {
    String address = "wss://localhost:" + manager.getAddress().getPort() + "/agent";
    return new SavedBytes(new SessionFile("session", "token", address, certificate), "key");
  }

  private SavedInManager place() throws Exception {
    return new SavedInManager(bytes(FakeManager.sha256()), "1");
  }

  private Path saved() throws IOException {
    return Files.writeString(folder.resolve("saved"), "every block as it was");
  }

  @Test
  void whatIsSavedLiesInTheManagerAndComesBack() throws Exception {
    String sha256 = sha256(saved());
    digestToAnswer = sha256;

    assertThat(place().put(saved(), sha256)).isEmpty();
    assertThat(place().fetch(folder.resolve("back"))).isEmpty();

    assertThat(folder.resolve("back")).hasContent("every block as it was");
    assertThat(asked)
        .containsExactly(
            "PUT /agent/saved/1 session token key", "GET /agent/saved/1 session token key");
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest =
        java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return java.util.HexFormat.of().formatHex(digest);
  }

  @Test
  void aManagerThatAnswersAnotherDigestHasNotSavedIt() throws Exception {
    digestToAnswer = "0".repeat(64);

    assertThat(place().put(saved(), sha256(saved())))
        .hasValueSatisfying(reason -> assertThat(reason).contains("other bytes"));
  }

  @Test
  void aManagerWithoutRoomSaysSo() throws Exception {
    status = 507;

    assertThat(place().put(saved(), sha256(saved()))).contains("the Manager says 507: no room");
  }

  @Test
  void whatWasNotSavedOrComesBackAlteredIsNotTaken() throws Exception {
    assertThat(place().fetch(folder.resolve("back")))
        .contains("the Manager says 404: nothing is saved");
    assertThat(place().put(saved(), sha256(saved()))).isEmpty();
    kept.replaceAll(
        (_, _) -> "every block altered".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    digestToAnswer = sha256(saved());

    assertThat(place().fetch(folder.resolve("back")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("SHA-256 differs"));
  }

  @Test
  void nothingIsSentToAManagerWithAnotherCertificate() throws Exception {
    var stranger = bytes("0".repeat(64));

    assertThat(stranger.put("1", saved(), sha256(saved()))).isPresent();
    assertThat(stranger.fetch("1", folder.resolve("back"))).isInstanceOf(Fetched.NotThere.class);
    assertThat(asked).isEmpty();
  }
}
