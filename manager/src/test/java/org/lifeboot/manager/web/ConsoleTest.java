package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.power.IpmiSimulator;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerDraft;

/// The serial console's page and WebSocket, with the real ipmitool and a controller that is not
/// ours.
@Timeout(120)
class ConsoleTest {

  @TempDir Path folder;
  private IpmiSimulator controller;
  private WebWorld world;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    controller = IpmiSimulator.start(Files.createDirectory(folder.resolve("bmc")));
    controller.serial().awaitWired();
    world = new WebWorld(Files.createDirectory(folder.resolve("manager")));
    new KeyFile(folder.resolve("manager").resolve("secret.key")).make();
    var draft =
        new ServerDraft(
            "web-3",
            List.of(new MacAddress("52:54:00:00:00:03")),
            "mara@example.org",
            """
            {"driver":"ipmi","address":"%s","user":"lifeboot","cipherSuite":3,"firmware":"uefi"}"""
                .formatted(controller.settings().address()),
            Optional.empty());
    world.servers.add(draft, Map.of("ipmi.password", IpmiSimulator.PASSWORD), WebWorld.ADMIN);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    world.close();
    controller.close();
  }

  /// What a browser hears.
  private static final class Ear implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      heard.add(StandardCharsets.UTF_8.decode(data).toString());
      socket.request(1);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      over.complete(data.toString());
      socket.request(1);
      return CompletableFuture.completedFuture("");
    }

    void await(String text) throws InterruptedException {
      var all = new StringBuilder();
      while (!all.toString().contains(text)) {
        String more = heard.poll(30, TimeUnit.SECONDS);
        assertThat(more).as("after: " + all).isNotNull();
        all.append(more);
      }
    }
  }

  private WebSocket dialled(Ear ear, String query, String... headers) {
    var builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    String path = "/servers/web-3/console/socket" + query;
    return builder.buildAsync(URI.create(world.address().replace("http", "ws") + path), ear).join();
  }

  private WebSocket visitor(Ear ear, String query) {
    var login = world.browsers.open(new Visitor.OfAccount("admin", Role.OPERATOR));
    return dialled(ear, query, "Cookie", "lifeboot=" + login.cookie(), "Origin", world.address());
  }

  private static void type(WebSocket socket, String text) {
    socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true).join();
  }

  @Test
  void everybodyWhoLooksSeesTheSameAndTypesOnOneKeyboard() throws Exception {
    var mara = new Ear();
    var tess = new Ear();
    WebSocket first = visitor(mara, "?columns=80&rows=24");
    type(first, "one");
    mara.await("<one>");

    WebSocket second = visitor(tess, "?columns=80&rows=24");
    tess.await("<one>");
    type(second, "two");

    mara.await("<two>");
    tess.await("<two>");
    assertThat(new Audit(world.database, Clock.systemUTC()).newest(5))
        .anyMatch(entry -> entry.what().equals("console-opened"));
  }

  @Test
  void itIsGivenBackWhenTheLastOneLeaves() throws Exception {
    for (String round : List.of("one", "two")) {
      var ear = new Ear();
      WebSocket socket = visitor(ear, "?columns=80&rows=24");
      type(socket, round);
      ear.await("<" + round + ">");
      type(socket, "again"); // or the simulator takes the next session's first packet for this one
      ear.await("<again>");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  @Test
  void strangersAndOtherSitesAreSentAway() {
    var login = world.browsers.open(new Visitor.OfAccount("admin", Role.OPERATOR));
    String cookie = "lifeboot=" + login.cookie();

    assertThatThrownBy(() -> dialled(new Ear(), "", "Origin", world.address()));
    assertThatThrownBy(
        () -> dialled(new Ear(), "", "Cookie", cookie, "Origin", "https://evil.example"));
  }

  @Test
  void thePageSaysWhereThereIsNone() {
    world.server("web-4", "52:54:00:00:00:04");
    var visitor = world.visitor().loggedIn();

    assertThat(visitor.get("/servers/web-3").text()).contains("/servers/web-3/console");
    assertThat(visitor.get("/servers/web-3/console").text()).contains("Take it over");
    assertThat(visitor.get("/servers/web-4").text()).doesNotContain("/console");
    assertThat(visitor.get("/servers/web-4/console").text()).contains("carries no serial console");
  }
}
