package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RescuePageTest {

  private static final String FORM =
      """
      <form method="get" action="/search"><input name="q"></form>
      <form method="post" action="/rescue/7/login">
        <input type="hidden" name="csrf" value="c1">
        <input type="password" name="password" autocomplete="current-password">
      </form>
      """;

  private HttpServer manager;

  @BeforeEach
  void start() throws IOException {
    manager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    manager.createContext("/rescue/7", RescuePageTest::page);
    manager.createContext("/rescue/7/login", RescuePageTest::logIn);
    manager.start();
  }

  @AfterEach
  void stop() {
    manager.stop(0);
  }

  @Test
  void thePasswordGoesIntoThePasswordFormAndTheCookieOpensThePage() {
    var page = new RescuePage(link());

    assertThat(page.open().asksForPassword()).isTrue();
    assertThat(page.logIn("kPw7 ü&").orElseThrow().text()).contains("sda: Debian's disk");
    assertThat(page.open().text()).contains("sda: Debian's disk");
  }

  @Test
  void anotherBrowserIsStillAskedForThePassword() {
    new RescuePage(link()).logIn("kPw7 ü&");

    assertThat(new RescuePage(link()).open().asksForPassword()).isTrue();
  }

  private String link() {
    return "http://127.0.0.1:" + manager.getAddress().getPort() + "/rescue/7";
  }

  private static void page(HttpExchange exchange) throws IOException {
    var cookie = exchange.getRequestHeaders().getFirst("Cookie");
    answer(
        exchange,
        200,
        cookie != null && cookie.contains("rescue=open")
            ? "<p>sda:&nbsp;Debian&#39;s <b>disk</b></p>"
            : FORM);
  }

  private static void logIn(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!body.equals("csrf=c1&password=kPw7+%C3%BC%26")) {
      answer(exchange, 403, "no");
      return;
    }
    exchange.getResponseHeaders().add("Set-Cookie", "rescue=open; Path=/");
    exchange.getResponseHeaders().add("Location", "/rescue/7");
    answer(exchange, 303, "");
  }

  private static void answer(HttpExchange exchange, int status, String html) throws IOException {
    var bytes = html.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
