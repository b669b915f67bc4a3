package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.stream.PlayedAgent;
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.StreamOrder;

/// The web terminal's WebSocket and that of `lifeboot ssh`, with an Agent that answers in capitals.
@Timeout(60)
class SocketsTest {

  @TempDir Path folder;
  private WebWorld world;
  private PlayedAgent agent;
  private Session session;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    var server = world.server("web-1", "52:54:00:00:00:01");
    world.rescue(server);
    session = world.activate(server, Samples.drives());
    agent = new PlayedAgent(world.streams);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    world.close();
  }

  /// What a browser or a program hears.
  private static final class Ear implements WebSocket.Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      heard.add(StandardCharsets.UTF_8.decode(data).toString());
      socket.request(1);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      socket.request(1);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture("");
    }
  }

  private WebSocket dialled(Ear ear, String path, String... headers) {
    var builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder.buildAsync(URI.create(world.address().replace("http", "ws") + path), ear).join();
  }

  private String terminal() {
    return "/rescue/" + session.id().text() + "/terminal/socket?columns=120&rows=40";
  }

  private String ssh() {
    return "/api/v1/sessions/" + session.id().text() + "/ssh";
  }

  private String staffCookie() {
    var login =
        world.browsers.open(
            new Visitor.OfAccount("admin", org.lifeboot.manager.account.Role.OPERATOR));
    return "lifeboot=" + login.cookie();
  }

  private String token() {
    var clock = java.time.Clock.systemUTC();
    var tokens = new ApiTokens(world.database, new Audit(world.database, clock), clock);
    return tokens.create(world.accounts.list().getFirst(), "test", WebWorld.ADMIN);
  }

  @Test
  void theTerminalCarriesWhatIsTypedAndShown() throws Exception {
    var ear = new Ear();
    WebSocket browser =
        dialled(ear, terminal(), "Cookie", staffCookie(), "Origin", world.address());
    browser.sendBinary(ByteBuffer.wrap("ls\n".getBytes(StandardCharsets.UTF_8)), true).join();

    assertThat(ear.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("LS\n");
    assertThat(agent.orders().take()).isEqualTo(new StreamOrder.Terminal(120, 40));
    browser.sendText("{\"word\":\"resize\",\"columns\":80,\"rows\":24}", true).join();
    assertThat(agent.words().poll(20, TimeUnit.SECONDS)).contains("\"columns\":80");

    agent.over("The shell has ended with exit code 0.");

    assertThat(ear.heard.poll(20, TimeUnit.SECONDS)).contains("exit code 0");
    assertThat(ear.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(world.sessions.find(session.id()).orElseThrow().timeline())
        .anySatisfy(
            entry -> {
              assertThat(entry.text()).isEqualTo("The web terminal was opened.");
              assertThat(entry.by()).contains("admin");
            });
  }

  @Test
  void whoeverLeavesEndsWhatRunsThere() throws Exception {
    WebSocket browser =
        dialled(new Ear(), terminal(), "Cookie", staffCookie(), "Origin", world.address());
    assertThat(agent.orders().poll(20, TimeUnit.SECONDS)).isNotNull();

    browser.abort();

    assertThat(agent.dropped().get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void noOtherSiteAndNoStrangerOpensATerminal() {
    List<String> refusals = new ArrayList<>();
    for (List<String> headers :
        List.of(
            List.of("Cookie", staffCookie(), "Origin", "https://evil.example"),
            List.of("Cookie", staffCookie()),
            List.of("Origin", world.address()))) {
      assertThatThrownBy(() -> dialled(new Ear(), terminal(), headers.toArray(String[]::new)))
          .rootCause()
          .satisfies(thrown -> refusals.add(String.valueOf(thrown.getMessage())));
    }

    assertThat(refusals).hasSize(3);
    assertThat(refusals.get(0)).contains("403");
    assertThat(refusals.get(1)).contains("403");
    assertThat(refusals.get(2)).contains("401");
    assertThat(agent.orders()).isEmpty();
  }

  @Test
  void sshTakesATokenAndNoCookie() throws Exception {
    assertThatThrownBy(
            () -> dialled(new Ear(), ssh(), "Cookie", staffCookie(), "Origin", world.address()))
        .rootCause()
        .hasMessageContaining("401");
    var ear = new Ear();
    WebSocket program = dialled(ear, ssh(), "Authorization", "Bearer " + token());
    program.sendBinary(ByteBuffer.wrap("ssh-2.0-x".getBytes(StandardCharsets.UTF_8)), true).join();

    assertThat(ear.heard.poll(20, TimeUnit.SECONDS))
        .isEqualTo("SSH-2.0-x".toUpperCase(Locale.ROOT));
    assertThat(agent.orders().take()).isEqualTo(new StreamOrder.SshTunnel());
  }
}
