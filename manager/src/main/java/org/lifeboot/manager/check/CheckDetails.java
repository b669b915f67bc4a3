package org.lifeboot.manager.check;

import java.time.Instant;
import java.util.List;
import org.lifeboot.protocol.AgentEvent.Point;

/// What was told of a check on its way.
///
/// @param steps oldest first
/// @param measured curves and maps
/// @param evidence which tools said something, and how much
public record CheckDetails(List<StepTaken> steps, List<Series> measured, List<Evidence> evidence) {
  public CheckDetails {
    steps = List.copyOf(steps);
    measured = List.copyOf(measured);
    evidence = List.copyOf(evidence);
  }

  /// One step.
  public record StepTaken(Instant at, String part, String step) {}

  /// One curve or map.
  ///
  /// @param points by `x`
  public record Series(String name, String unit, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /// One tool's own output.
  public record Evidence(String name, long characters) {}
}
