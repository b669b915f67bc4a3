package org.lifeboot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.protocol.AgentEvent.ClockWrong;

class ManagerTimeTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:15:00.250Z");

  /// systemd does not let a system begin before the day it was built.
  private static final Instant SYSTEMD = Instant.parse("2025-05-21T00:00:41Z");

  @TempDir Path root;
  private final RecordedTools tools = new RecordedTools();

  private ManagerTime at(Instant system) {
    return new ManagerTime(tools, root, Clock.fixed(system, ZoneOffset.UTC));
  }

  private void hardware(String seconds) throws IOException {
    Path rtc = Files.createDirectories(root.resolve("sys/class/rtc/rtc0"));
    Files.writeString(rtc.resolve("since_epoch"), seconds + "\n");
  }

  @Test
  void aClockThatAgreesIsLeftAlone() {
    assertThat(at(NOW.minusSeconds(59)).take(NOW)).isEmpty();
    assertThat(tools.asked()).isEmpty();
  }

  @Test
  void aWrongClockIsSetAndWhatTheMainboardSaidIsTold() throws IOException {
    hardware("978307272");

    assertThat(at(SYSTEMD).take(NOW))
        .contains(new ClockWrong(SYSTEMD, Instant.parse("2001-01-01T00:01:12Z"), NOW, ""));
    assertThat(tools.askedInWords()).containsExactly("date --utc --set=@1795166100.250");
  }

  @Test
  void aClockThatRunsAheadIsWrongTooAndAMachineWithoutOneIsToldBySystem() {
    Instant ahead = NOW.plusSeconds(61);

    assertThat(at(ahead).take(NOW)).contains(new ClockWrong(ahead, ahead, NOW, ""));
  }

  @Test
  void aClockThatCannotBeSetIsToldAsThat() {
    tools.answering("date", new Outcome.Exited(1, "", "date: cannot set date: not permitted"));

    assertThat(at(SYSTEMD).take(NOW).orElseThrow().problem())
        .contains("setting the clock", "not permitted");
  }
}
