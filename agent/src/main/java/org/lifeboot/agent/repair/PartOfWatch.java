package org.lifeboot.agent.repair;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.protocol.AgentEvent.Point;

/// Tells the progress of a part of the work as that of the whole.
record PartOfWatch(CheckWatch whole, double from, double to) implements CheckWatch {

  static PartOfWatch first(CheckWatch whole) {
    return new PartOfWatch(whole, 0, 0.5);
  }

  static PartOfWatch second(CheckWatch whole) {
    return new PartOfWatch(whole, 0.5, 1);
  }

  @Override
  public void step(String part, String step) {
    whole.step(part, step);
  }

  /// Nobody can tell how long the other part takes.
  @Override
  public void progress(double fraction, Optional<Duration> left) {
    whole.progress(from + Math.clamp(fraction, 0, 1) * (to - from), Optional.empty());
  }

  @Override
  public void measured(String series, String unit, List<Point> points) {
    whole.measured(series, unit, points);
  }

  @Override
  public void evidence(String name, String text) {
    whole.evidence(name, text);
  }
}
