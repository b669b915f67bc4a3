package org.lifeboot.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lifeboot.protocol.AgentEvent.Point;

/// Keeps what a check tells.
public final class RememberingWatch implements CheckWatch {

  public final List<String> steps = new CopyOnWriteArrayList<>();
  public final Map<String, Map<Double, Double>> series = new ConcurrentHashMap<>();
  public final Map<String, String> evidence = new ConcurrentHashMap<>();
  public volatile double fraction = -1;

  @Override
  public void step(String part, String step) {
    steps.add(part + ": " + step);
  }

  @Override
  public void progress(double done, Optional<Duration> left) {
    fraction = done;
  }

  @Override
  public synchronized void measured(String name, String unit, List<Point> points) {
    var kept = series.computeIfAbsent(name + " in " + unit, _ -> new TreeMap<>());
    points.forEach(point -> kept.put(point.x(), point.y()));
  }

  @Override
  public void evidence(String name, String text) {
    evidence.merge(name, text, String::concat);
  }
}
