package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.web.page.Samples;

class ExploreDownloadTest {

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private WebWorld world;
  private Streams.Place place;
  private SessionId session;
  private String token = "";

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    session = world.activate(server, Samples.drives()).id();
    place = world.streams.join(new PlayedDisk(world.streams));
    token = world.token();
  }

  @AfterEach
  void stop() {
    place.close();
    world.close();
    client.close();
  }

  private HttpResponse<String> get(String more, String... headers)
      throws IOException, InterruptedException {
    return send("GET", more, headers);
  }

  private HttpResponse<String> send(String method, String more, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    world.address() + "/api/v1/sessions/" + session.text() + "/volumes/" + more))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static final String FILE = "file?volume=%2Fdev%2Fsda1&path=%2Fnotes.txt";

  @Test
  void aWholeFileComesWithItsLengthAndNothingOfItRuns() throws Exception {
    var answer = get(FILE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"notes.txt\"; filename*=UTF-8''notes.txt");
  }

  @Test
  void aBrokenDownloadIsTakenUpWhereItEnded() throws Exception {
    var answer = get(FILE, "Range", "bytes=4-");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("456789");
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 4-9/10");
    assertThat(get(FILE, "Range", "bytes=-3").body()).isEqualTo("789");
    assertThat(get(FILE, "Range", "bytes=2-3").body()).isEqualTo("23");
  }

  @Test
  void aFileThatHasChangedComesWholeAgain() throws Exception {
    String tag = get(FILE).headers().firstValue("ETag").orElseThrow();

    assertThat(get(FILE, "Range", "bytes=4-", "If-Range", tag).statusCode()).isEqualTo(206);
    assertThat(get(FILE, "Range", "bytes=4-", "If-Range", "\"another\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRangeBehindTheEndIsRefused() throws Exception {
    var answer = get(FILE, "Range", "bytes=10-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */10");
  }

  @Test
  void theHeadersComeAlone() throws Exception {
    var answer = send("HEAD", FILE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    assertThat(answer.headers().firstValue("ETag")).isPresent();
  }

  @Test
  void whatBreaksOffNeverLooksWhole() {
    assertThatThrownBy(() -> get("file?volume=%2Fdev%2Fsda1&path=%2Fbreaks"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("archive?volume=%2Fdev%2Fsda1&path=%2Fbreaks&format=tar.zst"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    var answer = get("file?volume=%2Fdev%2Fsda1&path=%2Fmissing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no such file.");
    assertThat(get("file?volume=%2Fdev%2Fsda1&path=%2F..%2Fx").statusCode()).isEqualTo(400);
  }

  @Test
  void aDownloadIsInTheAudit() throws Exception {
    var _ = get(FILE);

    assertThat(
            new org.lifeboot.manager.audit.Audit(world.database, java.time.Clock.systemUTC())
                .newest(20))
        .anySatisfy(
            line -> {
              assertThat(line.what()).isEqualTo("downloaded");
              assertThat(line.detail()).isEqualTo("/dev/sda1 /notes.txt");
            });
  }
}
