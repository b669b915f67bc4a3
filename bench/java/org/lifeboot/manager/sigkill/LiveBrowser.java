package org.lifeboot.manager.sigkill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page in headless Chromium, driven by its own DevTools protocol: the time at which its DOM
/// shows an event is noted by the page itself.
final class LiveBrowser implements AutoCloseable {

  private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");
  private static final Pattern ENTRY = Pattern.compile("(\\d{5})=([0-9.]+)");

  private final Process chromium;
  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private int asked;

  LiveBrowser(String program, Path profile) throws IOException, InterruptedException {
    chromium =
        new ProcessBuilder(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    socket = http.newWebSocketBuilder().buildAsync(page(port(profile)), new Ear()).join();
  }

  private String port(Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 600 && chromium.isAlive(); i++) {
      if (Files.exists(file) && Files.readString(file).lines().count() > 1) {
        return Files.readAllLines(file).getFirst();
      }
      Thread.sleep(100);
    }
    chromium.destroyForcibly();
    throw new IOException("Chromium did not start");
  }

  private URI page(String port) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .PUT(BodyPublishers.noBody())
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    Matcher address = Pattern.compile("\"webSocketDebuggerUrl\": \"([^\"]+)\"").matcher(answer);
    if (!address.find()) {
      throw new IOException("Chromium gave no page: " + answer);
    }
    return URI.create(address.group(1));
  }

  void show(URI page, String login, String password) throws IOException, InterruptedException {
    ask("Page.enable", "{}");
    ask("Page.navigate", "{\"url\":\"" + login + "\"}");
    until("document.readyState == 'complete' && !!document.querySelector('input[type=password]')");
    evaluate(
        "(() => { const field = document.querySelector('input[type=password]'); field.value = '"
            + password
            + "'; field.form.submit(); return 'sent'; })()");
    until("document.readyState == 'complete' && !document.querySelector('input[type=password]')");
    ask("Page.navigate", "{\"url\":\"" + page + "\"}");
    until("document.readyState == 'complete' && !!document.querySelector('[sse-connect]')");
    evaluate(
        """
        (() => {
          window.seen = {};
          const look = () => {
            const now = performance.timeOrigin + performance.now();
            for (const mark of document.body.textContent.matchAll(/bench event (\\d{5})/g)) {
              window.seen[mark[1]] ??= now;
            }
          };
          new MutationObserver(look).observe(document.body,
            {subtree: true, childList: true, characterData: true});
          return 'watching';
        })()
        """);
  }

  private void until(String condition) throws IOException, InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (evaluate("String(" + condition + ")").equals("true")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException("Chromium's page did not come: " + condition);
  }

  /// What the page has noted.
  void tell(Seen seen) throws IOException, InterruptedException {
    String noted =
        evaluate("Object.entries(window.seen).map(([mark, at]) => mark + '=' + at).join(' ')");
    Matcher entries = ENTRY.matcher(noted);
    while (entries.find()) {
      seen.at(Integer.parseInt(entries.group(1)), Double.parseDouble(entries.group(2)));
    }
  }

  private String evaluate(String script) throws IOException, InterruptedException {
    String quoted =
        script.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", " ");
    String answer = ask("Runtime.evaluate", "{\"expression\":\"" + quoted + "\"}");
    Matcher value = VALUE.matcher(answer);
    return value.find() ? value.group(1) : "";
  }

  private String ask(String method, String parameters) throws IOException, InterruptedException {
    int id = ++asked;
    socket
        .sendText(
            "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true)
        .join();
    while (true) {
      String answer = heard.poll(30, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException("Chromium does not answer " + method);
      }
      if (answer.startsWith("{\"id\":" + id + ",")) {
        return answer;
      }
    }
  }

  /// Hears whole messages.
  private final class Ear implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, data, last);
    }
  }

  @Override
  public void close() {
    socket.abort();
    chromium.descendants().forEach(ProcessHandle::destroyForcibly);
    chromium.destroyForcibly();
    http.shutdownNow();
  }
}
