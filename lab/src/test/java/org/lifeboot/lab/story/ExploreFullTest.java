package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Json;

/// The disks of a rescued server, read through the Manager: dirty file systems are seen as they
/// will be, and stay as they are. One boot carries it all.
@Tag("full")
class ExploreFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void dirtyFileSystemsAreReadAndNotWritten() {
    assumeThat(System.getProperty("user.name")).as("loop mounts need root").isEqualTo("root");
    var broken = new BrokenDrives(folder);
    var drives = List.of(broken.withADirtyExt4(), broken.withADirtyXfs(), broken.withADirtyBtrfs());
    RescuedServer.play(folder, drives, ExploreFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var looks = new Looks(rescued.stage().api(), rescued.checks().rescue().id(), manager(rescued));
    for (String device : List.of("/dev/vda", "/dev/vdb", "/dev/vdc")) {
      looks.open(device);
      Json page = looks.get("folder", device, "&path=%2F");
      System.out.println(device + ": " + page);
      assertThat(page.text("complete")).isEqualTo("true");
      assertThat(page.each("entries")).isNotEmpty();
      assertThat(new String(looks.bytes("file", device, "&path=%2Flast"), StandardCharsets.UTF_8))
          .as("what is in the journal alone, of " + device)
          .isEqualTo("in the journal alone\n");
      assertThat(looks.bytes("archive", device, "&path=%2F&format=tar.zst").length)
          .as("the archive of " + device)
          .isGreaterThan(50);
    }
    System.out.println(looks.volumes());
    assertThat(rescued.shell().run("mount -o ro /dev/vda /mnt 2>&1 || true"))
        .as("a mount of what is looked into")
        .containsAnyOf("already mounted", "busy", "Can't open");
    looks.close("/dev/vda");
    looks.close("/dev/vdb");
    looks.close("/dev/vdc");
    assertThat(
            rescued
                .shell()
                .run("ls /dev/mapper /run/lifeboot/looks; grep looks /proc/mounts || true")
                .strip())
        .as("what looking leaves behind")
        .isEqualTo("/dev/mapper:\ncontrol\n\n/run/lifeboot/looks:");
    assertThat(rescued.server().writes()).as("writes to the drives").isZero();
    assertThat(rescued.fingerprints()).isEqualTo(rescued.atPowerOn());
  }

  private static URI manager(RescuedServer rescued) {
    return rescued.stage().plan().web();
  }

  /// The API of one server's volumes.
  private record Looks(Api api, String session, URI manager) {

    private String path(String what, String device, String more) {
      return "/sessions/"
          + session
          + "/volumes/"
          + what
          + "?volume="
          + URLEncoder.encode(device, StandardCharsets.UTF_8)
          + more;
    }

    void open(String device) {
      Json answer = api.post("/sessions/" + session + "/volumes/open", Map.of("volume", device));
      assertThat(answer.text("done")).as(answer.toString()).isEqualTo("true");
    }

    void close(String device) {
      Json answer = api.post("/sessions/" + session + "/volumes/close", Map.of("volume", device));
      assertThat(answer.text("done")).as(answer.toString()).isEqualTo("true");
    }

    Json volumes() {
      return api.get("/sessions/" + session + "/volumes");
    }

    Json get(String what, String device, String more) {
      return api.get(path(what, device, more));
    }

    byte[] bytes(String what, String device, String more) {
      try (var client = HttpClient.newHttpClient()) {
        var request =
            HttpRequest.newBuilder(manager.resolve("/api/v1" + path(what, device, more)))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + api.token())
                .build();
        var answer = client.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
