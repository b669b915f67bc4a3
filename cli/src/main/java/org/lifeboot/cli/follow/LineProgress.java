package org.lifeboot.cli.follow;

import java.io.PrintStream;
import java.time.Duration;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.text.Harmless;

/// Each step of the timeline on a line of its own, once, as soon as it is known.
public final class LineProgress implements Progress {

  private final PrintStream out;
  private long lastNumber;
  private boolean silent;

  public LineProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void saw(Session session, Duration waited) {
    silent = false;
    session.timeline().stream()
        .filter(entry -> entry.number() > lastNumber)
        .forEach(entry -> print(session, entry));
    out.flush();
  }

  @Override
  public void sawNothing(String why, Duration waited) {
    if (!silent) {
      out.println("(" + Harmless.line(why) + "; still trying)");
      out.flush();
    }
    silent = true;
  }

  @Override
  public void finish() {}

  private void print(Session session, Session.Entry entry) {
    lastNumber = entry.number();
    out.println(TimelineLine.of(session, entry));
  }
}
