package org.lifeboot.manager.power;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lifeboot.manager.power.RecordedMachine.Outcome;

/// A Redfish service that answers as a board did when it was recorded, and lets what a client
/// changes be seen. What was not recorded is not there.
final class RecordedBoard implements AutoCloseable {

  final List<String> requests = new CopyOnWriteArrayList<>();
  final Recording recording;
  final RecordedMachine machine;

  /// Where who forgets the slash is sent; empty: where it belongs.
  volatile String moved = "";

  private final BmcHttps server;
  private volatile String token = "";

  /// @param keys the folder of the service's key
  RecordedBoard(Path board, Path keys) {
    recording = Recording.of(board);
    machine = new RecordedMachine(recording);
    server = new BmcHttps(keys, this::answer);
  }

  PowerSettings.Redfish settings(String system) {
    return server.settings(system);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = BmcHttps.body(exchange);
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.add(method + " " + path + " " + body.replace(BmcHttps.PASSWORD, "…"));
    if (recording.slashes() && !path.endsWith("/") && !path.contains("/Actions/")) {
      exchange.getResponseHeaders().set("Location", moved.isEmpty() ? path + "/" : moved);
      BmcHttps.send(exchange, 308, "");
    } else if (method.equals("POST") && Recording.key(path).endsWith("/Sessions")) {
      logIn(exchange, Recording.key(path), RedfishDocument.of(body, ""));
    } else if (!Recording.key(path).equals(Recording.ROOT) && !loggedIn(exchange)) {
      send(exchange, new Outcome(401, "Who are you?"));
    } else {
      machine.settle();
      carryOut(exchange, Recording.key(path), RedfishDocument.of(body, ""));
    }
  }

  private void carryOut(HttpExchange exchange, String path, RedfishDocument body)
      throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> get(exchange, path);
      case "PATCH" -> send(exchange, patched(exchange, path, body));
      case "POST" -> send(exchange, machine.act(path, body));
      case "DELETE" -> {
        token = "";
        send(exchange, Outcome.DONE);
      }
      default -> send(exchange, new Outcome(405, "No such method."));
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String wanted = query == null ? path : path + "?" + query;
    String text = recording.text(wanted).orElse("");
    if (text.isEmpty()) {
      send(exchange, Outcome.UNKNOWN);
      return;
    }
    String tag = tag(wanted);
    if (!tag.isEmpty()) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    BmcHttps.send(exchange, 200, text);
  }

  private String tag(String path) {
    return recording.find(path).map(found -> found.text("@odata.etag")).orElse("");
  }

  private Outcome patched(HttpExchange exchange, String path, RedfishDocument body) {
    if (recording.text(path).isEmpty()) {
      return Outcome.UNKNOWN;
    }
    String tag = tag(path);
    String said = exchange.getRequestHeaders().getFirst("If-Match");
    if (!tag.isEmpty() && !tag.equals(said)) {
      return new Outcome(said == null ? 428 : 412, "The tag is missing, or another.");
    }
    return machine.patch(path, body);
  }

  private boolean loggedIn(HttpExchange exchange) {
    String said = exchange.getRequestHeaders().getFirst("X-Auth-Token");
    String basic = exchange.getRequestHeaders().getFirst("Authorization");
    return said == null ? basic != null : said.equals(token) && !token.isEmpty();
  }

  private void logIn(HttpExchange exchange, String path, RedfishDocument body) throws IOException {
    if (!body.text("Password").equals(BmcHttps.PASSWORD)) {
      send(exchange, new Outcome(401, "Who are you?"));
      return;
    }
    token = "t" + requests.size();
    exchange.getResponseHeaders().set("X-Auth-Token", token);
    exchange.getResponseHeaders().set("Location", path + "/1" + (recording.slashes() ? "/" : ""));
    BmcHttps.send(exchange, 201, "{}");
  }

  private static void send(HttpExchange exchange, Outcome outcome) throws IOException {
    BmcHttps.send(
        exchange,
        outcome.status(),
        outcome.why().isEmpty()
            ? ""
            : "{\"error\":{\"@Message.ExtendedInfo\":[{\"Message\":\"%s\"}]}}"
                .formatted(outcome.why()));
  }

  /// The types of all resets that were asked for, in order.
  List<String> resets() {
    return requests.stream()
        .filter(request -> request.contains("\"ResetType\""))
        .map(request -> request.replaceFirst(".*\"ResetType\" *: *\"(\\w+)\".*", "$1"))
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
