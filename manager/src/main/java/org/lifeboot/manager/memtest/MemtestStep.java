package org.lifeboot.manager.memtest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What [MemtestRules] answer: the new state, what to tell, what to do. Immutable.
///
/// @param wakeAt come back then with [MemtestEvent.DeadlinePassed]
/// @param toDisk the server's netboot is disk from now on
/// @param refused a fetch that is not answered
public record MemtestStep(
    MemtestState state,
    List<Line> lines,
    Optional<Instant> wakeAt,
    boolean toDisk,
    boolean refused) {

  public MemtestStep {
    lines = List.copyOf(lines);
  }

  /// One line for the timeline.
  ///
  /// @param step a stable word: `chosen`, `reboot`, `power`, `ipxe`, `memtest`, `ended`, `failed`,
  ///   `expired`, `listen`, `result`
  record Line(String step, String text, Optional<String> by) {}

  static MemtestStep to(MemtestState state) {
    return new MemtestStep(state, List.of(), Optional.empty(), false, false);
  }

  static MemtestStep refuse(MemtestState state) {
    return new MemtestStep(state, List.of(), Optional.empty(), false, true);
  }

  MemtestStep tell(String step, String text) {
    return tell(new Line(step, text, Optional.empty()));
  }

  MemtestStep tell(String step, String text, String by) {
    return tell(new Line(step, text, Optional.of(by)));
  }

  private MemtestStep tell(Line line) {
    List<Line> more = Stream.concat(lines.stream(), Stream.of(line)).toList();
    return new MemtestStep(state, more, wakeAt, toDisk, refused);
  }

  MemtestStep wakeAt(Instant at) {
    return new MemtestStep(state, lines, Optional.of(at), toDisk, refused);
  }

  MemtestStep backToDisk() {
    return new MemtestStep(state, lines, wakeAt, true, refused);
  }
}
