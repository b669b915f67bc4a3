package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;

/// A whole thorough memory test gives no false alarm. It takes half an hour and more in software
/// emulation, so only `./lifeboot lab --full` plays it.
@Tag("full")
class HeartbeatFullTest {

  private static final Duration LIMIT = Duration.ofHours(6);

  /// When a silent Agent counts as lost (`rescue.silence.seconds` of [RescuedServer]).
  private static final Duration SILENCE = Duration.ofSeconds(45);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void theServerIsHeardOfAllThroughAThoroughMemoryTest() {
    RescuedServer.play(folder, List.of(), HeartbeatFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var checks = rescued.checks();
    var id = checks.start(Map.of("check", "memory", "level", "thorough"));
    var pulse = new Pulse(checks.rescue());
    var begun = Instant.now();
    var over =
        Patience.untilTrue(
            LIMIT,
            () -> {
              pulse.look();
              return checks.one(id).text("state").equals("ended");
            });

    var check = checks.one(id);
    System.out.printf(
        "  thorough memory test: %s after %s; %d signs of life, longest silence %s%n  %s%n",
        check.text("verdict"),
        Duration.between(begun, Instant.now()),
        pulse.beats,
        pulse.longest,
        check.text("reason"));
    assertThat(over).isTrue();
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("passed");
    assertThat(pulse.longest).isLessThan(SILENCE);
    assertThat(checks.rescue().count("lost")).isZero();
  }

  /// The signs of life that the Manager has had of the Agent. Not thread-safe.
  private static final class Pulse {
    private final Rescue rescue;
    private Instant last = Instant.EPOCH;
    private Duration longest = Duration.ZERO;
    private int beats;

    Pulse(Rescue rescue) {
      this.rescue = rescue;
    }

    void look() {
      var session = rescue.session();
      assertThat(session.text("state")).isEqualTo("active");
      var seen = Instant.parse(session.text("lastSeenAt"));
      if (seen.equals(last)) {
        return;
      }
      if (beats > 0 && Duration.between(last, seen).compareTo(longest) > 0) {
        longest = Duration.between(last, seen);
      }
      last = seen;
      beats++;
    }
  }
}
