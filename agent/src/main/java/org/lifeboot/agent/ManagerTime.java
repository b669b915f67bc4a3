package org.lifeboot.agent;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.agent.linux.Date;
import org.lifeboot.agent.linux.HardwareClock;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.AgentEvent.ClockWrong;
import org.lifeboot.protocol.Protocol;

/// A server's clock may be years off: its battery is empty, or somebody set it wrong. Then
/// certificates of others are not valid yet, object stores refuse what is signed, and logs cannot
/// be compared. The Manager's own certificate is pinned whatever the time, so its word on the time
/// can be trusted; the rescue system takes it over. The server's own clock is not touched.
record ManagerTime(Tools tools, Path systemRoot, Clock clock) {

  /// What was wrong; empty when the clocks agree.
  Optional<ClockWrong> take(Instant manager) {
    Instant system = clock.instant();
    if (!wrong(system, manager)) {
      return Optional.empty();
    }
    Instant hardware =
        new HardwareClock(systemRoot).now().filter(told -> wrong(told, manager)).orElse(system);
    String problem =
        tools
            .run(Date.set(manager))
            .problem("setting the clock")
            .map(text -> HostileText.line(text, 400))
            .orElse("");
    return Optional.of(new ClockWrong(system, hardware, manager, problem));
  }

  private static boolean wrong(Instant clock, Instant manager) {
    return Duration.between(clock, manager).abs().compareTo(Protocol.CLOCK_TOLERANCE) > 0;
  }
}
