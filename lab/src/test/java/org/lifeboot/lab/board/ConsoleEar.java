package org.lifeboot.lab.board;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.lab.manager.ManagerProcess;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.server.Console;

/// A browser with an account that has a server's serial console open, and everything that it was
/// shown there. Thread-safe.
final class ConsoleEar implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern FORM_KEY = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(LIMIT).build();
  private final StringBuilder shown = new StringBuilder();
  private final WebSocket socket;

  ConsoleEar(URI manager, ManagerProcess.Login login, String server) {
    logIn(manager, login);
    URI path = manager.resolve("/servers/" + server + "/console/socket?columns=80&rows=25");
    socket =
        browser
            .newWebSocketBuilder()
            .header("Origin", manager.toString())
            .buildAsync(URI.create(path.toString().replaceFirst("^http", "ws")), new Ear())
            .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      hear(StandardCharsets.ISO_8859_1.decode(data));
      from.request(1);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      hear(data);
      from.request(1);
      return CompletableFuture.completedFuture("");
    }
  }

  private synchronized void hear(CharSequence more) {
    shown.append(more);
  }

  /// Everything so far, as a terminal without colours shows it.
  synchronized String shown() {
    return Console.plain(shown.toString());
  }

  private void logIn(URI manager, ManagerProcess.Login login) {
    String page = ask(HttpRequest.newBuilder(manager.resolve("/login")).build());
    Matcher key = FORM_KEY.matcher(page);
    if (!key.find()) {
      throw new LabException("the log-in page has no form: " + page);
    }
    String form =
        "csrf=%s&next=&name=%s&password=%s"
            .formatted(encoded(key.group(1)), encoded(login.name()), encoded(login.password()));
    ask(
        HttpRequest.newBuilder(manager.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", manager.toString())
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String ask(HttpRequest request) {
    try {
      return browser.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new LabException("the page %s did not open: %s".formatted(request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while a page was opened", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    browser.shutdownNow();
  }
}
