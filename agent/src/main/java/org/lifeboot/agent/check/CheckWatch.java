package org.lifeboot.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.protocol.AgentEvent.Point;

/// What a running check tells. Never slow, never fails; may be called from several threads.
public interface CheckWatch {

  /// Said before the step is taken, so that a server that dies of it has said what it was doing.
  ///
  /// @param part which part: a device, `CPU 3`, …, or empty for the whole target
  /// @param step what comes now, in words: `reading`, `burning it alone`
  void step(String part, String step);

  /// How far the whole check is.
  ///
  /// @param fraction 0 to 1
  /// @param left an honest estimate of the time left; empty while there is none
  void progress(double fraction, Optional<Duration> left);

  /// Points of a curve (`x`: seconds since the start) or of a map (`x`: the cell's number); a point
  /// with the same `x` replaces an earlier one.
  void measured(String series, String unit, List<Point> points);

  /// A tool's own output, or the next piece of it, kept whole.
  ///
  /// @param name which tool: letters, digits, `-`, `.` and spaces
  void evidence(String name, String text);
}
