package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;

/// A server whose battery is empty, and one whose clock runs years ahead: each comes into rescue,
/// has the right time there, keeps its own, and the session says so.
@Tag("full")
class WrongClockFullTest {

  private static final long MINUTES_SECONDS = 600;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2001-01-01T00:00:00", "2035-06-01T12:00:00"})
  void aServerWhoseClockIsWrongIsRescuedAndToldSo(String clock) {
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());
    try (var stage = new Stage(new Stage.Plan(folder, network, doors, true, Map.of()))) {
      try {
        play(stage, LocalDateTime.parse(clock));
      } catch (AssertionError | RuntimeException e) {
        System.out.println(stage.lastWords());
        Sit.down(stage);
        throw e;
      }
    }
  }

  private static void play(Stage stage, LocalDateTime clock) {
    stage.startManager();
    var api = stage.api();
    api.post("/servers", stage.registration());
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    var rescue = new Rescue(api, server.at("session").text("id"));
    stage.powerOn(stage.serverPlan().withClock(clock), Accelerator.best());

    assertThat(rescue.await("active", RescuedServer.BOOT))
        .as(() -> rescue.session().toString())
        .isTrue();
    theTimelineSaysSo(rescue, clock);
    theRescueSystemHasTheRightTimeAndTheServerItsOwn(stage, rescue, clock);
  }

  private static void theTimelineSaysSo(Rescue rescue, LocalDateTime clock) {
    assertThat(Patience.untilTrue(RescuedServer.BOOT, () -> rescue.entry("clock").isPresent()))
        .as(() -> rescue.session().toString())
        .isTrue();
    var text = rescue.entry("clock").orElseThrow().text("text");
    System.out.println("  " + text);
    assertThat(text)
        .contains("The server's clock is wrong: it said " + clock.toLocalDate())
        .contains("years", "the Manager's", "The rescue system took the Manager's time");
  }

  private static void theRescueSystemHasTheRightTimeAndTheServerItsOwn(
      Stage stage, Rescue rescue, LocalDateTime clock) {
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    assertThat(Patience.untilTrue(RescuedServer.BOOT, () -> sshReady(rescue))).isTrue();
    var said =
        new SecureShell(stage.plan().folder(), stage.plan().network())
            .run(
                letter,
                letter.password(),
                letter.knownHosts(),
                "date +%s; cat /sys/class/rtc/rtc0/since_epoch")
            .output();
    System.out.println(said);
    var numbers = said.lines().filter(line -> line.matches("[0-9]+")).map(Long::valueOf).toList();
    assertThat(numbers).hasSize(2);
    assertThat(numbers.getFirst())
        .isCloseTo(Instant.now().getEpochSecond(), within(MINUTES_SECONDS));
    assertThat(numbers.getLast())
        .isCloseTo(clock.toEpochSecond(ZoneOffset.UTC), within(3 * MINUTES_SECONDS));
  }

  private static boolean sshReady(Rescue rescue) {
    return rescue.session().at("credentials").text("sshReady").equals("true");
  }
}
