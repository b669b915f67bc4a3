package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Tool;

/// The board by itself, asked with curl: what the Manager makes of it is [BoardEndToEndTest].
class RedfishBoardTest {

  private static final String SYSTEM = "/redfish/v1/Systems/1";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final PlayedMachine machine = new PlayedMachine();
  private RedfishBoard board;
  private String token = "";

  @BeforeEach
  void start() {
    board = RedfishBoard.start(machine, folder);
    token =
        header(
            curl(
                "POST",
                "/redfish/v1/SessionService/Sessions",
                Map.of("UserName", RedfishBoard.USER, "Password", RedfishBoard.PASSWORD)),
            "x-auth-token");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private String curl(String method, String path, Map<String, ?> body) {
    var command = new ArrayList<>(List.of("curl", "-ksi", "-X", method, "-m", "5"));
    command.addAll(List.of("-H", "X-Auth-Token: " + token));
    if (!body.isEmpty()) {
      command.addAll(List.of("-d", Json.write(body)));
    }
    command.add("https://" + board.address() + path);
    return Tool.run(LIMIT, command).output();
  }

  private String reset(String type) {
    return curl("POST", SYSTEM + "/Actions/ComputerSystem.Reset", Map.of("ResetType", type));
  }

  private void choose(String target) {
    curl(
        "PATCH",
        SYSTEM,
        Map.of(
            "Boot",
            Map.of("BootSourceOverrideEnabled", "Once", "BootSourceOverrideTarget", target)));
  }

  private String system() {
    return curl("GET", SYSTEM, Map.of());
  }

  @Test
  void whoIsNotLoggedInLearnsNothing() {
    token = "wrong";

    assertThat(system()).contains(" 401 ").doesNotContain("PowerState");
  }

  @Test
  void resetTypesComeThroughActionInfoOnly() {
    assertThat(system()).contains("@Redfish.ActionInfo").doesNotContain("AllowableValues");
    assertThat(curl("GET", SYSTEM + "/ResetActionInfo", Map.of())).contains("ForceRestart");
    assertThat(reset("PowerCycle")).contains(" 400 ");
  }

  @Test
  void theBootChoiceIsForOneBoot() {
    choose("Pxe");
    assertThat(system()).contains("\"Once\"");

    assertThat(reset("ForceRestart")).contains(" 202 ", "TaskMonitors/1");
    reset("ForceRestart");

    assertThat(machine.boots).containsExactly("NETWORK", "USUAL");
  }

  @Test
  void aMediumIsFetchedBootedAndTakenOut() throws IOException {
    var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write("iso".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    site.start();
    String image = "http://127.0.0.1:" + site.getAddress().getPort() + "/rescue.iso";
    String cd = "/redfish/v1/Managers/1/VirtualMedia/Cd";

    curl("POST", cd + "/Actions/VirtualMedia.InsertMedia", Map.of("Image", image));
    choose("Cd");
    reset("ForceRestart");

    assertThat(machine.boots).containsExactly("CD medium.iso");
    assertThat(curl("GET", cd, Map.of())).contains("\"Inserted\":true");
    curl("POST", cd + "/Actions/VirtualMedia.EjectMedia", Map.of("Image", image));
    assertThat(board.image()).isEmpty();
    site.stop(0);
  }

  @Test
  void itFailsAsItIsTold() {
    board.give(Fault.FAILS);
    assertThat(reset("ForceOff")).contains(" 500 ", "confused");
    board.heal();
    board.give(Fault.DROPS);
    assertThat(system()).doesNotContain("PowerState");
    board.heal();
    board.give(Fault.TIMES_OUT);
    assertThat(system()).isEmpty();
    board.heal();
    board.give(Fault.LOSES_OVERRIDE);
    choose("Pxe");
    assertThat(system()).contains("\"Disabled\"");
  }

  @Test
  void aLiarSaysOnWhileItIsOff() {
    machine.powerOff();
    board.give(Fault.LIES);

    reset("On");

    assertThat(system()).contains("\"PowerState\":\"On\"");
    assertThat(machine.on()).isFalse();
  }

  @Test
  void aPowerStateMayFollowSecondsLater() {
    board.give(Fault.FOLLOWS_LATE);
    assertThat(Patience.untilTrue(LIMIT, () -> system().contains("\"On\""))).isTrue();

    reset("ForceOff");

    assertThat(system()).contains("\"PowerState\":\"On\"");
    assertThat(Patience.untilTrue(LIMIT, () -> system().contains("\"Off\""))).isTrue();
  }
}
