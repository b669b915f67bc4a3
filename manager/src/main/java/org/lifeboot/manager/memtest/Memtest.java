package org.lifeboot.manager.memtest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.ServerId;

/// One choice of Memtest86+ for one server.
///
/// @param version grows with each stored step
/// @param heard of it over serial-over-LAN; empty when nobody could listen
public record Memtest(
    String id,
    ServerId serverId,
    long version,
    MemtestState state,
    Instant chosenAt,
    String chosenBy,
    Optional<Heard> heard,
    List<Line> timeline) {
  public Memtest {
    timeline = List.copyOf(timeline);
  }

  /// What is known may still change.
  public boolean live() {
    return state.live();
  }

  /// One line of its timeline.
  ///
  /// @param number 1, 2, 3 …
  /// @param text for people; may hold hostile text from the network
  /// @param by the person who asked for it
  public record Line(long number, Instant at, String step, String text, Optional<String> by) {}
}
