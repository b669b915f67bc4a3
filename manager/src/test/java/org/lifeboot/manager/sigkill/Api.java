package org.lifeboot.manager.sigkill;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The Manager's API as a patient program uses it: a request that got no answer is asked again.
final class Api {

  private static final Jsonb JSON = Jsonb.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI root;
  private final StoryClock clock;
  private volatile String token = "";

  Api(URI root, StoryClock clock) {
    this.root = root;
    this.clock = clock;
  }

  /// An answer.
  record Answer(int status, Map<String, Object> body) {

    String text(String name) {
      return String.valueOf(body.get(name));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> part(String name) {
      return (Map<String, Object>) body.getOrDefault(name, Map.of());
    }
  }

  void logIn(String password) throws InterruptedException {
    Answer answer = call("POST", "/api/v1/tokens", Map.of("name", "admin", "password", password));
    token = answer.text("token");
  }

  Answer call(String method, String path, Map<String, Object> body) throws InterruptedException {
    while (true) {
      try {
        Answer answer = once(method, path, body);
        clock.tick();
        return answer;
      } catch (IOException e) {
        if (clock.late()) {
          throw new IllegalStateException(method + " " + path + " was never answered", e);
        }
        Thread.sleep(50);
      }
    }
  }

  private Answer once(String method, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    String json = body.isEmpty() ? "" : JSON.type(Object.class).toJson(body);
    var answer =
        http.send(
            request
                .method(
                    method,
                    json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    return new Answer(answer.statusCode(), object(answer.body()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String json) {
    return json.startsWith("{")
        ? (Map<String, Object>) JSON.type(Object.class).fromJson(json)
        : Map.of();
  }
}
