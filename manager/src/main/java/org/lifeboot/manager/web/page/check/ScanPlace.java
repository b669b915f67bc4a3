package org.lifeboot.manager.web.page.check;

import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckDetails;
import org.lifeboot.protocol.AgentEvent.Point;

/// Where a surface scan that was stopped can be gone on with.
final class ScanPlace {

  private ScanPlace() {}

  /// The byte that the next scan begins with; empty when nothing is left, or nothing was told.
  static Optional<Long> of(Check check, CheckDetails told) {
    long position = SurfaceCells.fact(check, "read up to", told(told));
    long size = SurfaceCells.fact(check, "size", Long.MAX_VALUE);
    return position > 0 && position < size && !complete(check)
        ? Optional.of(position)
        : Optional.empty();
  }

  /// A report with a verdict about the whole has come to its end, whatever its facts are.
  private static boolean complete(Check check) {
    return switch (Mark.of(check)) {
      case PASSED -> true;
      case UNCHECKED, WAITING, RUNNING, WARNING, FAILED, INCONCLUSIVE, CANCELLED, CRASHED -> false;
    };
  }

  private static long told(CheckDetails told) {
    return told.measured().stream()
        .filter(series -> series.name().equals(LatencyMap.POSITION))
        .flatMap(series -> series.points().stream())
        .mapToDouble(Point::y)
        .filter(position -> position > 0 && position < 9e18)
        .mapToLong(position -> (long) position)
        .max()
        .orElse(0);
  }
}
