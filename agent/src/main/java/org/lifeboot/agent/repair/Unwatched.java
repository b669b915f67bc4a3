package org.lifeboot.agent.repair;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.protocol.AgentEvent.Point;

/// Nobody watches: what is told was told by the check that made the plan.
record Unwatched() implements CheckWatch {

  @Override
  public void step(String part, String step) {
    // told before
  }

  @Override
  public void progress(double fraction, Optional<Duration> left) {
    // told before
  }

  @Override
  public void measured(String series, String unit, List<Point> points) {
    // told before
  }

  @Override
  public void evidence(String name, String text) {
    // told before
  }
}
