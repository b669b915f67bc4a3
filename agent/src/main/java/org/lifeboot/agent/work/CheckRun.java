package org.lifeboot.agent.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.link.Journal;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.AgentMessage.CheckProgress;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Protocol;

/// One check on its way: what it tells goes into the journal; its progress is there to be asked
/// for. Thread-safe.
final class CheckRun implements CheckWatch {

  /// Of all tools together; the rest of what they say is dropped, and that is said.
  private static final int MOST_EVIDENCE_CHARACTERS = 8 << 20;

  private final String id;
  private final CheckOrder order;
  private final Journal journal;
  private volatile boolean cancelled;
  private int evidenceLeft = MOST_EVIDENCE_CHARACTERS;
  private CheckProgress now;
  private @Nullable CheckProgress told;

  CheckRun(String id, CheckOrder order, Journal journal) {
    this.id = id;
    this.order = order;
    this.journal = journal;
    this.now = new CheckProgress(id, "", "", -1, -1);
  }

  String id() {
    return id;
  }

  CheckOrder order() {
    return order;
  }

  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }

  void begin() {
    journal.add(new AgentEvent.CheckStarted(id));
  }

  void end(CheckReport report) {
    journal.add(new AgentEvent.CheckEnded(id, report));
  }

  /// The progress, when it has changed since it was last asked for.
  synchronized Optional<AgentMessage> news() {
    if (now.equals(told) || now.step().isEmpty()) {
      return Optional.empty();
    }
    told = now;
    return Optional.of(now);
  }

  @Override
  public synchronized void step(String part, String step) {
    String safePart = HostileText.line(part);
    String safeStep = HostileText.line(step);
    now = new CheckProgress(id, safePart, safeStep, now.percent(), now.secondsLeft());
    journal.add(new AgentEvent.CheckStep(id, safePart, safeStep));
  }

  @Override
  public synchronized void progress(double fraction, Optional<Duration> left) {
    int percent = (int) (Math.clamp(fraction, 0, 1) * 100);
    long seconds = left.map(Duration::toSeconds).orElse(-1L);
    now = new CheckProgress(id, now.part(), now.step(), percent, seconds);
  }

  @Override
  public void measured(String series, String unit, List<Point> points) {
    for (int from = 0; from < points.size(); from += Protocol.MOST_POINTS) {
      int to = Math.min(points.size(), from + Protocol.MOST_POINTS);
      journal.add(new AgentEvent.CheckMeasured(id, series, unit, points.subList(from, to)));
    }
  }

  @Override
  public synchronized void evidence(String name, String text) {
    String kept = text;
    if (text.length() > evidenceLeft) {
      kept = text.substring(0, evidenceLeft) + "\n[more was said; it is not kept]\n";
    }
    if (evidenceLeft > 0) {
      evidenceLeft -= Math.min(evidenceLeft, text.length());
      pieces(name, kept);
    }
  }

  private void pieces(String name, String text) {
    for (int from = 0; from < text.length(); from += Protocol.MOST_EVIDENCE_CHARACTERS) {
      int to = Math.min(text.length(), from + Protocol.MOST_EVIDENCE_CHARACTERS);
      journal.add(new AgentEvent.CheckEvidence(id, name, text.substring(from, to)));
    }
  }
}
