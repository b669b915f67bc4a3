package org.lifeboot.lab.manager;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.LabException;

/// The Manager's API, as anybody's program would call it. Thread-safe.
public final class Api {

  /// Longer than the Manager waits for a busy server, so that its own words are heard.
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final HttpClient http;
  private final URI manager;
  private final String token;

  private Api(HttpClient http, URI manager, String token) {
    this.http = http;
    this.manager = manager;
    this.token = token;
  }

  /// An answer of the API.
  public record Answer(int status, Json json) {
    /// The problem's code of `application/problem+json`.
    public String code() {
      return json.text("code");
    }
  }

  /// Logs in by name and password, as `lifeboot login` does.
  public static Api login(URI manager, ManagerProcess.Login login) {
    return login(HttpClient.newHttpClient(), manager, login);
  }

  /// Logs in to a Manager that has a certificate of its own making.
  ///
  /// @param certificateSha256 as a person has read it, with colons
  public static Api login(URI manager, ManagerProcess.Login login, String certificateSha256) {
    var tls = Fingerprints.only(certificateSha256);
    return login(HttpClient.newBuilder().sslContext(tls).build(), manager, login);
  }

  private static Api login(HttpClient http, URI manager, ManagerProcess.Login login) {
    var anonymous = new Api(http, manager, "");
    var token =
        anonymous
            .expect("POST", "/tokens", Map.of("name", login.name(), "password", login.password()))
            .text("token");
    return new Api(http, manager, token);
  }

  /// One without a log-in, to see that it is refused.
  public static Api anonymous(URI manager) {
    return new Api(HttpClient.newHttpClient(), manager, "");
  }

  public String token() {
    return token;
  }

  public Json get(String path) {
    return expect("GET", path, Map.of());
  }

  public Json post(String path, Map<String, ?> body) {
    return expect("POST", path, body);
  }

  public Json put(String path, Map<String, ?> body) {
    return expect("PUT", path, body);
  }

  /// A file.
  public byte[] bytes(String path) {
    var request = request(path).GET().build();
    var answer = sent("GET " + path, request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new LabException(
          "GET %s: the Manager answered %d: %s"
              .formatted(
                  path, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return answer.body();
  }

  /// What came back, whatever it was.
  public Answer ask(String method, String path, Map<String, ?> body) {
    var request =
        request(path)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(body)))
            .build();
    var answer = sent(method + " " + path, request, BodyHandlers.ofString());
    var text = answer.body();
    return new Answer(
        answer.statusCode(), text.isBlank() ? new Json(Optional.empty()) : Json.parse(text));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(manager.resolve("/api/v1" + path)).timeout(LIMIT);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> sent(String what, HttpRequest request, BodyHandler<T> as) {
    try {
      return http.send(request, as);
    } catch (IOException e) {
      throw new LabException("%s: the Manager did not answer: %s".formatted(what, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while waiting for the Manager", e);
    }
  }

  private Json expect(String method, String path, Map<String, ?> body) {
    var answer = ask(method, path, body);
    if (answer.status() / 100 != 2) {
      throw new LabException(
          "%s %s: the Manager answered %d: %s"
              .formatted(method, path, answer.status(), answer.json()));
    }
    return answer.json();
  }
}
