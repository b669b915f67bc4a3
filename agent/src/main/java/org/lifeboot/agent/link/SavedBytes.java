package org.lifeboot.agent.link;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.SessionFile;

/// Brings what a repair overwrites to the Manager, and back. Bulk data never travels on the
/// WebSocket. Thread-safe.
public final class SavedBytes {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  /// 1 GiB at 1 MiB/s takes 17 minutes.
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private static final int CREATED = 201;
  private static final int OK = 200;

  private final SessionFile session;
  private final String agentKey;

  public SavedBytes(SessionFile session, String agentKey) {
    this.session = session;
    this.agentKey = agentKey;
  }

  /// Returns when the Manager has it for good.
  ///
  /// @param sha256 of the file, 64 hexadecimal digits
  /// @return why it does not, in one sentence
  public Optional<String> put(String checkId, Path file, String sha256)
      throws InterruptedException {
    try (HttpClient client = client()) {
      HttpRequest request =
          request(checkId)
              .header("Content-Type", "application/octet-stream")
              .header(Protocol.SHA256_HEADER, sha256)
              .PUT(BodyPublishers.ofFile(file))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != CREATED) {
        return Optional.of(refusal(answer.statusCode(), answer.body()));
      }
      return digest(answer).equals(Optional.of(sha256))
          ? Optional.empty()
          : Optional.of("the Manager has stored other bytes than it was sent.");
    } catch (FileNotFoundException e) {
      throw new IllegalStateException("what was saved has gone: " + file, e);
    } catch (IOException e) {
      return Optional.of("calling the Manager: " + HostileText.line(e.toString(), 500));
    }
  }

  /// What [#fetch] comes to.
  public sealed interface Fetched {
    /// It was fetched.
    ///
    /// @param sha256 what the Manager says of it
    record There(String sha256) implements Fetched {}

    record NotThere(String reason) implements Fetched {}
  }

  /// Fetches what was saved of a repair.
  public Fetched fetch(String checkId, Path into) throws InterruptedException {
    try (HttpClient client = client()) {
      HttpResponse<String> answer =
          client.send(
              request(checkId).GET().build(),
              head ->
                  head.statusCode() == OK
                      ? BodySubscribers.mapping(BodySubscribers.ofFile(into), _ -> "")
                      : BodySubscribers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() == OK
          ? new Fetched.There(digest(answer).orElse(""))
          : new Fetched.NotThere(refusal(answer.statusCode(), answer.body()));
    } catch (IOException e) {
      return new Fetched.NotThere("calling the Manager: " + HostileText.line(e.toString(), 500));
    }
  }

  private static Optional<String> digest(HttpResponse<?> answer) {
    return answer.headers().firstValue(Protocol.SHA256_HEADER);
  }

  private static String refusal(int status, String said) {
    return "the Manager says %d: %s".formatted(status, HostileText.line(said, 1_000));
  }

  private HttpRequest.Builder request(String checkId) {
    URI link = URI.create(session.managerAddress());
    URI address = URI.create("https://" + link.getRawAuthority() + Protocol.SAVED_PATH + checkId);
    return HttpRequest.newBuilder(address)
        .timeout(LIMIT)
        .header(Protocol.SESSION_HEADER, session.sessionId())
        .header(Protocol.TOKEN_HEADER, session.token())
        .header(Protocol.KEY_HEADER, agentKey);
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(new PinnedCertificate(session.certificateSha256()).context())
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(CONNECT_LIMIT)
        .build();
  }
}
