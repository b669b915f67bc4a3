package org.lifeboot.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.lifeboot.protocol.Protocol;

/// The times of the link; tests run them faster.
///
/// @param heartbeat between two heartbeats
/// @param silence with nothing heard for this long the connection counts as broken
/// @param afterRefusal before a refused Agent asks again
/// @param speed how many times faster than usual the pauses between tries are
/// @param random spreads the tries of many Agents
public record LinkPace(
    Duration heartbeat,
    Duration silence,
    Duration afterRefusal,
    int speed,
    RandomGenerator random) {

  public static LinkPace usual() {
    return new LinkPace(
        Protocol.HEARTBEAT,
        Protocol.HEARTBEAT.multipliedBy(5),
        Duration.ofMinutes(1),
        1,
        RandomGenerator.getDefault());
  }

  Duration scaled(Duration pause) {
    return pause.dividedBy(speed);
  }

  /// How often the sender looks whether the connection still lives when there is nothing to send.
  Duration lookForEnd() {
    return Duration.ofMillis(500).dividedBy(speed);
  }
}
