package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.listen.MemtestListener;
import org.lifeboot.manager.memtest.Heard;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.memtest.MemtestRecording;
import org.lifeboot.manager.power.IpmiPower;
import org.lifeboot.manager.power.IpmiSimulator;
import org.lifeboot.manager.power.SerialConsole;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Opened;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.stream.Conversation;

/// What the real Memtest86+ once said, heard with the real ipmitool through a controller that is
/// not ours, as pages and API then tell it.
@Timeout(120)
class MemtestHeardTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private IpmiSimulator controller;
  private WebWorld world;
  private MemtestListener listener;
  private Server server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    controller = IpmiSimulator.start(Files.createDirectory(folder.resolve("bmc")));
    controller.serial().awaitWired();
    world = new WebWorld(Files.createDirectory(folder.resolve("manager")));
    new KeyFile(folder.resolve("manager").resolve("secret.key")).make();
    var draft =
        new ServerDraft(
            "web-3",
            List.of(new MacAddress("52:54:00:00:00:03")),
            "mara@example.org",
            """
            {"driver":"ipmi","address":"%s","user":"lifeboot","cipherSuite":3,"firmware":"uefi"}\
            """
                .formatted(controller.settings().address()),
            Optional.empty());
    server =
        world.servers.add(draft, Map.of("ipmi.password", IpmiSimulator.PASSWORD), WebWorld.ADMIN);
    listener =
        MemtestListener.start(world.memtests, world.servers, world.consoles, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    listener.close();
    world.close();
    controller.close();
  }

  private Memtest memtest() {
    return world.memtests.newestOf(server.id()).orElseThrow();
  }

  private Heard heard() {
    return memtest().heard().orElseGet(Heard::nothing);
  }

  /// Says it again and again, as Memtest86+ does: a console that is being opened hears nothing.
  private void says(String recording, BooleanSupplier until) throws InterruptedException {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!until.getAsBoolean()) {
      assertThat(Instant.now()).as(memtest().toString()).isBefore(deadline);
      controller.serial().send(MemtestRecording.bytes(recording));
      Thread.sleep(500);
    }
  }

  private List<String> timeline() {
    return memtest().timeline().stream().map(Memtest.Line::text).toList();
  }

  @Test
  void errorsStandOnThePageAndInTheApiAndAreTheResultWhenItIsOver() throws Exception {
    world.memtestSent(server);
    says("7.20-errors", () -> !heard().address().isEmpty());

    var visitor = world.visitor().loggedIn();
    assertThat(visitor.get("/servers/web-3").text())
        .contains("Memory errors", "first seen at address 0x2345678", "Lifeboot reads its result");
    assertThat(timeline()).anyMatch(line -> line.startsWith("Memtest86+ has found an error"));
    assertThat(controller.serial().untouched()).isTrue();

    world.sessions.chooseNetboot(server.id(), new NetbootChoice.Disk(), WebWorld.ADMIN);
    assertThat(timeline().getLast()).matches("Result: \\d+ errors, first seen at address 0x.*");
    assertThat(visitor.get("/servers/web-3").text()).contains("Its result: ");
  }

  @Test
  void aPassIsReadWhileAPersonLooksAtTheSameConsole() throws Exception {
    world.memtestSent(server);
    try (Conversation person = world.consoles.join(server, false, WebWorld.ADMIN)) {
      says("7.20-passed", () -> heard().verdict().equals("passed"));

      byte[] seen = new byte[200];
      assertThat(person.in().read(seen)).isPositive();
    }
    assertThat(timeline()).contains("Pass 1 is over: passed 1 pass without an error");
  }

  @Test
  void whoeverElseHasTheConsoleKeepsItAndThatIsSaid() throws Exception {
    var other =
        ((SerialConsole.Opening.Begun)
                new IpmiPower(controller.settings(), () -> new Opened.Text(IpmiSimulator.PASSWORD))
                    .console(false))
            .console();
    try (other) {
      assertThat(other.in().read()).isPositive();
      world.memtestSent(server);

      says("7.20-errors", () -> !heard().trouble().isEmpty());

      assertThat(heard().trouble()).startsWith("Somebody else has this serial console open.");
      assertThat(heard().text()).isEqualTo("nothing was heard over serial-over-LAN");
      assertThat(world.visitor().loggedIn().get("/servers/web-3").text())
          .contains("hears nothing now: Somebody else has this serial console open.");
    }
    says("7.20-errors", () -> heard().verdict().equals("failed"));
  }
}
