package org.lifeboot.cli.api;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.lifeboot.cli.failure.NotLoggedIn;
import org.lifeboot.cli.failure.Problem;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.failure.WrongUse;

/// One request and its answer. Redirects are not followed: a token goes to the address it was given
/// for and nowhere else.
final class Exchange {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /// A hard reboot may take its time: a BMC answers slowly.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private static final long ANSWER_LIMIT_BYTES = 16L << 20;

  private final ManagerAddress manager;
  private final Optional<String> token;
  private final Jsonb jsonb;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  Exchange(ManagerAddress manager, Optional<String> token, Jsonb jsonb) {
    this.manager = manager;
    this.token = token;
    this.jsonb = jsonb;
  }

  /// Sends a request and returns the body of the good answer to it.
  ///
  /// @param doing what is being done, to what; begins the message of every failure
  /// @throws Refused when the Manager says no
  /// @throws NotLoggedIn when it does not take the token
  /// @throws Unreachable when no Manager answers
  String send(String doing, String method, URI address, Optional<String> body) {
    return good(
        doing,
        ask(
            doing,
            request(doing, method, address, body),
            BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_LIMIT_BYTES)));
  }

  /// Writes the body of the good answer to a GET into a new file.
  void fetch(String doing, URI address, Path file) {
    var _ = good(doing, ask(doing, request(doing, "GET", address, Optional.empty()), into(file)));
  }

  private static BodyHandler<String> into(Path file) {
    return answer ->
        answer.statusCode() == 200
            ? BodySubscribers.mapping(
                BodySubscribers.ofFile(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                _ -> "")
            : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  /// Carries bytes both ways until either end has had enough.
  void tunnel(String doing, URI address, InputStream in, OutputStream out) {
    URI socket = URI.create(address.toString().replaceFirst("^http", "ws"));
    Tunnel.between(doing, socket, bearer(doing, token.orElse("")), in, out);
  }

  private String good(String doing, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response.body();
    }
    if (status >= 300 && status < 400) {
      String target = response.headers().firstValue("Location").orElse("another address");
      throw notAManager(doing, "it redirects to " + target + "; log in at that address");
    }
    Problem problem = problem(doing, status, response.body());
    String message =
        doing + ": " + problem.sentence() + " (" + problem.code() + ", HTTP " + status + ")";
    if (status == 401) {
      throw new NotLoggedIn(message, response.body());
    }
    throw new Refused(message, problem.code(), response.body());
  }

  /// A failure that says that whatever answered was no Manager.
  Unreachable notAManager(String doing, String why) {
    return new Unreachable(
        doing + ": what answers at " + manager.text() + " is not a Lifeboot Manager: " + why);
  }

  private HttpRequest request(String doing, String method, URI address, Optional<String> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_LIMIT)
            .header("Accept", "application/json, application/problem+json")
            .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    token.ifPresent(secret -> request.header("Authorization", bearer(doing, secret)));
    return request.build();
  }

  private static String bearer(String doing, String secret) {
    if (!secret.matches("[\\x21-\\x7e]+")) {
      throw new WrongUse(doing + ": the token holds characters that no token has");
    }
    return "Bearer " + secret;
  }

  private HttpResponse<String> ask(String doing, HttpRequest request, BodyHandler<String> body) {
    try {
      return http.send(request, body);
    } catch (IOException e) {
      throw new Unreachable(
          doing + ": the Manager at " + manager.text() + " cannot be reached: " + reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(doing + ": interrupted");
    }
  }

  private Problem problem(String doing, int status, String body) {
    try {
      Problem problem = jsonb.type(Problem.class).fromJson(body);
      if (!problem.code().isEmpty()) {
        return problem;
      }
    } catch (JsonException _) {
      // told below: a proxy's page, or another program
    }
    throw notAManager(doing, "it says HTTP " + status + " without a problem document");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ ->
          "no connection within " + CONNECT_LIMIT.toSeconds() + " s";
      case HttpTimeoutException _ -> "no answer within " + ANSWER_LIMIT.toSeconds() + " s";
      case ConnectException c when c.getCause() instanceof ConnectException inner -> reason(inner);
      case ConnectException c when c.getCause() instanceof UnresolvedAddressException ->
          "its host name is not known here";
      case UnknownHostException _ -> "its host name is not known here";
      case ConnectException c when c.getMessage() == null -> "nothing listens there";
      case SSLException tls -> "TLS: " + tls.getMessage();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
