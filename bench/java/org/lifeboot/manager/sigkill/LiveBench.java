package org.lifeboot.manager.sigkill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.SessionFile;

/// How long an event of a check takes from the Agent's socket to the page that shows it: the page's
/// event stream, the page in Chromium, and, as the peer, the API asked once a second.
///
/// Arguments: folder, events, the Chromium program (or empty), `json` or `text`.
public final class LiveBench {

  private static final int WARM_UP = 20;

  private LiveBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int events = Integer.parseInt(arguments[1]) + WARM_UP;
    var sent = new Seen(events);
    var streamed = new Seen(events);
    var polled = new Seen(events);
    var shown = new Seen(events);
    try (var manager = new BenchManager(Files.createDirectories(folder.resolve("data")))) {
      SessionFile session = manager.boot();
      try (var agent = new LiveAgent(session)) {
        String check = start(manager, agent, session.sessionId());
        String password = manager.newPassword(session.sessionId());
        var page = new LivePage(manager.web(), session.sessionId());
        page.logIn(password);
        Thread.ofPlatform().daemon().start(() -> page.follow(streamed));
        HttpRequest asking = manager.request("/api/v1/checks/" + check).build();
        Thread.ofPlatform().daemon().start(() -> poll(asking, polled));
        if (arguments[2].isEmpty()) {
          play(agent, check, sent, events);
        } else {
          try (var browser = new LiveBrowser(arguments[2], folder.resolve("profile"))) {
            String rescue = manager.web() + "/rescue/" + session.sessionId();
            browser.show(URI.create(rescue + "/checks/processors"), rescue, password);
            play(agent, check, sent, events);
            browser.tell(shown);
          }
        }
        for (int i = 0; i < 100 && !(streamed.all() && polled.all()); i++) {
          Thread.sleep(100);
        }
      }
    }
    print(
        arguments[3].equals("json"),
        streamed.since(sent, WARM_UP),
        shown.since(sent, WARM_UP),
        polled.since(sent, WARM_UP));
  }

  private static String start(BenchManager manager, LiveAgent agent, String session)
      throws Exception {
    String path = "/api/v1/sessions/" + session + "/checks";
    Map<String, Object> burn = Map.of("check", "processors", "minutes", 60);
    for (int i = 0; i < 100; i++) {
      var answer = manager.api().call("POST", path, Map.of("checks", List.of(burn)));
      if (answer.status() < 300) {
        return agent.check();
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the check could not be started");
  }

  /// Events as a check has them: not in step with any clock.
  private static void play(LiveAgent agent, String check, Seen sent, int events)
      throws InterruptedException {
    var random = new Random(1);
    for (int event = 0; event < events; event++) {
      Thread.sleep(150 + random.nextInt(500));
      if (event % 20 == 0) {
        agent.alive();
      }
      sent.at(event, Seen.nowMillis());
      agent.report(new AgentEvent.CheckStep(check, "CPU 0", Seen.mark(event)));
    }
    Thread.sleep(2000);
  }

  /// As a script that asks once a second.
  private static void poll(HttpRequest request, Seen seen) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!seen.all()) {
        seen.in(client.send(request, BodyHandlers.ofString()).body(), Seen.nowMillis());
        Thread.sleep(1000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(boolean json, Seen.Delays stream, Seen.Delays shown, Seen.Delays poll) {
    if (json) {
      System.out.printf(
          "{\"benchmark\":\"live\",\"stream\":%s,\"browser\":%s,\"apiOnceASecond\":%s}%n",
          stream.json(), shown.json(), poll.json());
      return;
    }
    System.out.printf(
        "%-34s %8s %10s %10s %10s%n", "ms from event to …", "events", "median", "p99", "longest");
    System.out.print(stream.row("the page's event stream"));
    System.out.print(shown.row("the page in Chromium shows it"));
    System.out.print(poll.row("peer: API asked once a second"));
  }
}
