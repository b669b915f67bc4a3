package org.lifeboot.manager.session;

import java.time.Duration;

/// How long a session waits for what.
///
/// @param choice from "rescue" to the first boot (invariant 2: one shot, and it expires)
/// @param boot from the first boot to the Agent's call
/// @param silence of the Agent, until it counts as lost
public record SessionLimits(Duration choice, Duration boot, Duration silence) {

  /// How often a server may begin to boot the rescue system in one session.
  public static final int MOST_BOOTS = 5;

  /// As in lifeboot.properties when nothing is set.
  public static final SessionLimits USUAL =
      new SessionLimits(Duration.ofMinutes(60), Duration.ofMinutes(20), Duration.ofSeconds(90));
}
