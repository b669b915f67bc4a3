package org.lifeboot.manager.sigkill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invariants 2 and 8 for Memtest86+: the Manager is killed with SIGKILL after each step.
final class MemtestSigkillTest {

  private static final Pattern FILE = Pattern.compile("http://\\S+/memtest\\.bin");
  private static final String SERVER = "/api/v1/servers/web-1";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aChoiceOfMemtestSurvivesEveryKillAndIsForOneBoot() throws Exception {
    int[] ports = SigkillTest.freePorts(4);
    URI boot = URI.create("http://127.0.0.1:" + ports[2] + "/boot/ipxe?mac=52-54-00-00-00-01");
    try (var manager = new ManagerProcess(folder, SigkillTest.settings(folder, ports))) {
      manager.start();
      var api = new Api(URI.create("http://127.0.0.1:" + ports[0]), new StoryClock());
      api.logIn(manager.adminPassword());
      api.call("POST", "/api/v1/servers", draft());
      api.call("PUT", SERVER + "/netboot", Map.of("netboot", "memtest"));
      killed(manager);

      assertThat(api.call("GET", SERVER, Map.of()).text("netboot")).isEqualTo("memtest");
      assertThat(state(api)).isEqualTo("chosen");
      String script = text(boot);
      killed(manager);

      assertThat(state(api)).isEqualTo("booting");
      var file = FILE.matcher(script);
      assertThat(file.find()).as(script).isTrue();
      assertThat(text(URI.create(file.group()))).isEqualTo("memtest.bin");
      awaitSent(api);
      killed(manager);

      assertThat(api.call("GET", SERVER, Map.of()).text("netboot")).isEqualTo("disk");
      assertThat(state(api)).isEqualTo("sent");
      assertThat(text(boot)).contains("boots from its disk");
      killed(manager);

      assertThat(state(api)).isEqualTo("ended");
      assertThat(text(boot)).contains("boots from its disk");
    }
  }

  private static Map<String, Object> draft() {
    return Map.of(
        "name",
        "web-1",
        "macAddresses",
        List.of("52:54:00:00:00:01"),
        "ownerEmail",
        "mara@example.org");
  }

  private static void killed(ManagerProcess manager) throws InterruptedException {
    manager.kill();
    manager.start();
  }

  /// The last byte may be noted a moment after it came.
  private static void awaitSent(Api api) throws InterruptedException {
    for (int tries = 0; tries < 100 && !state(api).equals("sent"); tries++) {
      Thread.sleep(50);
    }
  }

  private static String state(Api api) throws InterruptedException {
    return String.valueOf(api.call("GET", SERVER, Map.of()).part("memtest").get("state"));
  }

  private String text(URI address) throws Exception {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }
}
