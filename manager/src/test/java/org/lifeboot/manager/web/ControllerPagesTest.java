package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.IpmiSimulator;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.web.page.Samples;

/// The management controller's event log and sensors in the report, read from a real controller
/// that is not ours.
@Timeout(300)
class ControllerPagesTest {

  private static final String ORDER = "{\"checks\":[{\"check\":\"memory\",\"level\":\"quick\"}]}";

  @TempDir Path folder;
  private IpmiSimulator controller;
  private WebWorld world;
  private final Contract contract = Contract.read();
  private Server server;
  private String token = "";
  private String session = "";

  @BeforeEach
  void start() throws IOException {
    controller = IpmiSimulator.start(Files.createDirectory(folder.resolve("bmc")));
    world = new WebWorld(Files.createDirectory(folder.resolve("manager")));
    new KeyFile(folder.resolve("manager").resolve("secret.key")).make();
    token = world.token();
    server = world.servers.add(draft(controller.settings().address()), secret(), WebWorld.ADMIN);
    world.rescue(server);
    session = world.activate(server, Samples.drives()).id().text();
  }

  private static ServerDraft draft(String address) {
    return new ServerDraft(
        "web-3",
        List.of(new MacAddress("52:54:00:00:00:03")),
        "mara@example.org",
        """
        {"driver":"ipmi","address":"%s","user":"lifeboot","cipherSuite":3,"firmware":"uefi"}"""
            .formatted(address),
        Optional.empty());
  }

  private static Map<String, String> secret() {
    return Map.of("ipmi.password", IpmiSimulator.PASSWORD);
  }

  @AfterEach
  void stop() {
    world.close();
    controller.close();
  }

  private String api(String method, String body, String path) {
    String whole = "/api/v1/sessions/" + session + path;
    var answer = world.send(method, whole, body, "Authorization", "Bearer " + token);
    contract.check(method, "/api/v1/sessions/{session}" + path, answer);
    return answer.text();
  }

  private String awaited(Predicate<String> told) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    String answer = api("GET", "", "/controller");
    while (!told.test(answer)) {
      assertThat(System.nanoTime()).as(answer).isLessThan(deadline);
      answer = api("GET", "", "/controller");
    }
    return answer;
  }

  private String report() {
    return world.visitor().loggedIn().get("/rescue/" + session + "/report").text();
  }

  private static Predicate<String> readings(int count) {
    return answer -> answer.split("\"answer\":\"told\"", -1).length == count + 1;
  }

  @Test
  void whatHappensWhileChecksRunStandsInTheReport() {
    api("POST", ORDER, "/checks");
    String check = world.checkRuns("a memory");
    awaited(readings(1));
    assertThat(report()).contains("Checks are at work", "all of its 2 sensors were within");

    controller.reads("cpu", 92);
    controller.awaitLogged(3);
    world.checkEnds(check);

    awaited(readings(2));
    assertThat(report())
        .contains(
            "Its event log has 2 new entries:",
            "Upper Critical going high, Asserted",
            "After the checks, these of its 2 sensors were out of their limits:",
            "92 degrees C, above its critical limit of 90 degrees C");
    assertThat(api("GET", "", "/report"))
        .contains("\"controller\":{\"offered\":true", "going high");
  }

  @Test
  void aCrashIsReadAfterToo() throws InterruptedException {
    api("POST", ORDER, "/checks");
    world.checkRuns("a memory");
    awaited(readings(1));

    world.allFallSilent();

    assertThat(awaited(readings(2))).contains("\"moment\":\"after\"");
  }

  @Test
  void aControllerThatIsAwayHoldsNoCheckUpAndIsSaid() {
    world.servers.change(
        server.id(), draft("127.0.0.2:" + controller.port()), secret(), WebWorld.ADMIN);
    api("POST", ORDER, "/checks");
    String check = world.checkRuns("a memory");
    world.checkEnds(check);

    assertThat(api("GET", "", "/checks")).contains("\"verdict\":\"warning\"");
    awaited(answer -> answer.split("\"answer\":\"unreachable\"", -1).length == 3);
    assertThat(report())
        .contains("What is new in its event log cannot be told", "could not be read the last time")
        .doesNotContain("127.0.0.2");
  }

  @Test
  void anyoneOnTheReportMayHaveItReadNow() {
    var owner = world.visitor().loggedIn();
    owner.get("/rescue/" + session + "/report");

    var answer = owner.post("/rescue/" + session + "/report/controller", Map.of());

    assertThat(answer.header("Location")).endsWith("/report#controller-title");
    awaited(readings(1));
    assertThat(report()).contains("CPU1 Temp", "41 degrees C", "Correctable ECC");
  }
}
