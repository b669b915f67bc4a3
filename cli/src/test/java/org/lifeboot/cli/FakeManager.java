package org.lifeboot.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A Manager that speaks the API on a real port and says what its world holds. Each request line
/// (`GET /api/v1/servers`) has its answers: given one after the other, the last one for ever.
public final class FakeManager implements AutoCloseable {

  public static final String TOKEN = "token-of-ann-0123456789";

  public record Request(String line, String body, String authorization) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Reply(int status, String contentType, byte[] body) {

    Reply(int status, String contentType, String body) {
      this(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private FakeManager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// A world in which nothing has been set up.
  public static FakeManager empty() throws IOException {
    return new FakeManager()
        .says("GET /api/v1/servers", 200, "{\"servers\":[]}")
        .says("GET /api/v1/outbox", 200, "{\"mails\":[]}")
        .says("GET /api/v1/status", 200, Documents.STATUS);
  }

  /// A world with `demo-1`, on its disk, never rescued, and what can be done to it.
  public static FakeManager withServer() throws IOException {
    return empty()
        .says("POST /api/v1/servers", 201, Documents.SERVER)
        .replace("GET /api/v1/servers", "{\"servers\":[" + Documents.SERVER + "]}")
        .says("GET /api/v1/servers/demo-1", 200, Documents.SERVER)
        .says("GET /api/v1/servers/" + Documents.SERVER_ID, 200, Documents.SERVER)
        .says("DELETE /api/v1/servers/demo-1", 204, "")
        .says("PUT /api/v1/servers/demo-1/netboot", 200, Documents.serverWith(Documents.REQUESTED))
        .says("POST /api/v1/servers/demo-1/reboot", 202, "{\"how\":\"hard\",\"by\":\"qemu\"}");
  }

  /// A world in which `demo-1` has this session; with several, each look shows the next one.
  public static FakeManager withSession(String... documents) throws IOException {
    FakeManager fake =
        withServer().replace("GET /api/v1/servers/demo-1", Documents.serverWith(documents[0]));
    List.of(documents)
        .forEach(
            document -> fake.says("GET /api/v1/sessions/" + Documents.SESSION_ID, 200, document));
    return fake;
  }

  /// Adds an answer to a request.
  public FakeManager says(String line, int status, String body) {
    replies
        .computeIfAbsent(line, _ -> new ArrayDeque<>())
        .add(new Reply(status, type(status), body));
    return this;
  }

  /// Lets the answer to a request be this file.
  public FakeManager sends(String line, byte[] file) {
    replies.put(line, new ArrayDeque<>(List.of(new Reply(200, "application/zip", file))));
    return this;
  }

  /// Lets this be the only answer to a request.
  public FakeManager replace(String line, String body) {
    replies.remove(line);
    return says(line, 200, body);
  }

  /// Lets the answers to a request be this one only.
  public FakeManager refuses(String line, int status, String code, String detail) {
    replies.put(
        line,
        new ArrayDeque<>(
            List.of(new Reply(status, type(status), Documents.problem(status, code, detail)))));
    return this;
  }

  /// Lets the answer to a request be this page, which is not the API's.
  public FakeManager showsPage(String line, int status, String page) {
    replies.put(line, new ArrayDeque<>(List.of(new Reply(status, "text/html", page))));
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<String> requestLines() {
    return requests.stream().map(Request::line).toList();
  }

  /// The newest request with this line.
  public Request request(String line) {
    return requests.stream()
        .filter(request -> request.line().equals(line))
        .reduce((_, newer) -> newer)
        .orElseThrow(() -> new AssertionError(line + " was not asked, but " + requestLines()));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(new Request(line, body, String.valueOf(authorization)));
    Reply reply = next(line);
    byte[] bytes = reply.body();
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Reply next(String line) {
    Deque<Reply> known = replies.get(line);
    if (known == null) {
      return new Reply(
          404, type(404), Documents.problem(404, "not-found", line + ": there is none"));
    }
    return known.size() > 1 ? known.removeFirst() : known.getFirst();
  }

  private static String type(int status) {
    return status < 400 ? "application/json" : "application/problem+json";
  }
}
