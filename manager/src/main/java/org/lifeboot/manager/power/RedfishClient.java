package org.lifeboot.manager.power;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// One conversation with a Redfish service (DMTF DSP0266): log in, ask and change, log out. For one
/// thread.
///
/// What boards taught: some refuse sessions and take basic authentication only; AMI's (Gigabyte,
/// Lenovo SR655) refuse a PATCH without If-Match, or with a weak tag (`W/"…"`); some append
/// `-gzip`.
final class RedfishClient implements AutoCloseable {

  private static final int USUAL_PORT = 443;
  private static final long MOST_BYTES = 4L << 20;

  private final URI root;
  private final PowerSettings.Redfish settings;
  private final String password;
  private final Duration limit;
  private final HttpClient http;
  private String token = "";
  private String session = "";

  private RedfishClient(PowerSettings.Redfish settings, String password, Pin pin, Duration limit) {
    Endpoint endpoint = Endpoint.of("redfish", settings.address());
    this.settings = settings;
    this.password = password;
    this.limit = limit;
    this.root =
        URI.create(
            "https://"
                + new Endpoint(endpoint.host(), endpoint.portOr(USUAL_PORT)).text()
                + "/redfish/v1/");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .sslContext(new PinnedTrust(pin).context())
            .build();
  }

  /// Connects and logs in.
  static RedfishClient open(
      PowerSettings.Redfish settings, String password, Pin pin, Duration limit)
      throws RedfishFailure {
    RedfishClient client = new RedfishClient(settings, password, pin, limit);
    try {
      client.logIn();
      return client;
    } catch (RedfishFailure failure) {
      client.close();
      throw failure;
    }
  }

  /// By a session where there is a session service, else by basic authentication.
  private void logIn() throws RedfishFailure {
    RedfishDocument service = get("/redfish/v1/");
    String sessions = service.links().link("Sessions");
    if (sessions.isEmpty()) {
      sessions = "/redfish/v1/SessionService/Sessions";
    }
    String body = RedfishDocument.json(Map.of("UserName", settings.user(), "Password", password));
    try {
      HttpResponse<String> answer = send("POST", sessions, body, "");
      token = answer.headers().firstValue("X-Auth-Token").orElse("");
      session = answer.headers().firstValue("Location").orElse("");
    } catch (RedfishFailure failure) {
      if (failure.status() == 401 || failure.status() == 0) {
        throw failure;
      }
      // No sessions to be had: each request then carries user and password.
    }
  }

  RedfishDocument get(String path) throws RedfishFailure {
    HttpResponse<String> answer = send("GET", path, "", "");
    return RedfishDocument.of(answer.body(), answer.headers().firstValue("ETag").orElse(""));
  }

  /// A document that may be missing.
  Optional<RedfishDocument> find(String path) {
    try {
      return path.isEmpty() ? Optional.empty() : Optional.of(get(path));
    } catch (RedfishFailure _) {
      return Optional.empty();
    }
  }

  /// Asks for an action.
  ///
  /// @return where its task is watched, when the service does it later
  Optional<String> post(String path, Map<String, Object> body) throws RedfishFailure {
    HttpResponse<String> answer = send("POST", path, RedfishDocument.json(body), "");
    return answer.statusCode() == 202
        ? answer.headers().firstValue("Location").map(this::local)
        : Optional.empty();
  }

  /// Changes a document, with its tag where it has one.
  void patch(RedfishDocument document, String path, Map<String, Object> body)
      throws RedfishFailure {
    String json = RedfishDocument.json(body);
    String tag = document.etag().isEmpty() ? document.text("@odata.etag") : document.etag();
    try {
      send("PATCH", path, json, tag);
    } catch (RedfishFailure failure) {
      if (failure.status() != 412 && failure.status() != 428) {
        throw failure;
      }
      String strong = tag.replaceFirst("^W/", "").replace("-gzip", "");
      send("PATCH", path, json, strong.isEmpty() || strong.equals(tag) ? "*" : strong);
    }
  }

  private HttpResponse<String> send(String method, String path, String body, String tag)
      throws RedfishFailure {
    String asked = local(path);
    HttpResponse<String> answer = exchange(request(method, asked, body, tag));
    Optional<String> moved = answer.headers().firstValue("Location").map(this::local);
    boolean bySlash = moved.filter(place -> differsBySlash(place, asked)).isPresent();
    if (answer.statusCode() / 100 == 3 && bySlash) {
      answer = exchange(request(method, moved.orElseThrow(), body, tag));
    }
    return checked(method + " " + root.resolve(asked).getPath(), answer);
  }

  /// iLO 4 insists on the slash at the end, and says so by 308; no other place is followed.
  private static boolean differsBySlash(String one, String other) {
    return !one.equals(other) && withoutSlash(one).equals(withoutSlash(other));
  }

  private static String withoutSlash(String path) {
    return path.replaceFirst("/(\\?|$)", "$1");
  }

  private HttpRequest request(String method, String path, String body, String tag) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(limit)
            .header("Accept", "application/json")
            .header("OData-Version", "4.0")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!tag.isEmpty()) {
      request.header("If-Match", tag);
    }
    authenticate(request, path);
    return request.build();
  }

  /// The root is open to all (DSP0266, 13.3.1); a password is sent where it is needed only.
  private void authenticate(HttpRequest.Builder request, String path) {
    if (!token.isEmpty()) {
      request.header("X-Auth-Token", token);
    } else if (!path.equals("/redfish/v1/") && !withoutSlash(path).endsWith("/Sessions")) {
      byte[] pair = (settings.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
  }

  /// Only paths of this service are followed, whatever a document says.
  private String local(String path) {
    try {
      URI uri = URI.create(path);
      String raw = uri.getRawPath();
      if (raw == null) {
        return "/redfish/v1/";
      }
      return uri.getRawQuery() == null ? raw : raw + "?" + uri.getRawQuery();
    } catch (IllegalArgumentException _) {
      return "/redfish/v1/";
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) throws RedfishFailure {
    try {
      return http.send(request, info -> limited(info));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RedfishFailure(0, "the Manager is stopping", "Try again");
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static HttpResponse.BodySubscriber<String> limited(HttpResponse.ResponseInfo info) {
    return BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES)
        .apply(info);
  }

  private RedfishFailure failure(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PinnedTrust.Changed changed) {
        return new RedfishFailure(
            0,
            String.valueOf(changed.getMessage()),
            "If the controller was replaced or got a new certificate, compare the fingerprint with"
                + " the controller's own page and accept it: on the server's page, or by lifeboot"
                + " server power SERVER --trust SHA256. If not, somebody may be in between: no"
                + " password was sent");
      }
    }
    if (e instanceof HttpTimeoutException) {
      return new RedfishFailure(
          0, "no answer within " + limit.toSeconds() + " seconds", "Is the controller overloaded?");
    }
    if (e instanceof ConnectException) {
      return new RedfishFailure(
          0, "nothing answers at " + root.getAuthority(), "Check address, port and network");
    }
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new RedfishFailure(0, "the connection broke: " + why, "Try again");
  }

  private static HttpResponse<String> checked(String what, HttpResponse<String> answer)
      throws RedfishFailure {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return answer;
    }
    if (status == 401 || status == 403) {
      throw new RedfishFailure(
          401,
          "user or password were refused, or the user may not do this (" + status + ")",
          "Check them in the power settings, and the user's role in the controller");
    }
    throw new RedfishFailure(
        status,
        what + " answered " + status + words(RedfishDocument.of(answer.body(), "")),
        status >= 500
            ? "Try again; if it stays so, the controller may need a restart"
            : "Try the same in the controller's own page");
  }

  /// The service's own words (DSP0266, 8.6).
  private static String words(RedfishDocument body) {
    RedfishDocument error = body.object("error");
    String words =
        error.objects("@Message.ExtendedInfo").stream()
            .map(info -> info.text("Message"))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(error.text("message"));
    return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(300, words.length()));
  }

  /// Logs out: boards allow few sessions at a time.
  @Override
  public void close() {
    if (!session.isEmpty()) {
      try {
        send("DELETE", session, "", "");
      } catch (RedfishFailure _) {
        // It ends by itself after a while.
      }
    }
    http.shutdownNow();
  }
}
