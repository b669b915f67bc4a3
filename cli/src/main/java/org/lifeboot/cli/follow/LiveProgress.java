package org.lifeboot.cli.follow;

import java.io.PrintStream;
import java.time.Duration;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.text.Elapsed;
import org.lifeboot.cli.text.Harmless;
import org.lifeboot.cli.text.Paint;

/// On a terminal: the steps as [LineProgress] prints them, and below them one line that changes,
/// with the state and the time waited so far.
public final class LiveProgress implements Progress {

  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final Paint paint;
  private final LineProgress lines;

  public LiveProgress(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
    this.lines = new LineProgress(out);
  }

  @Override
  public void saw(Session session, Duration waited) {
    out.print(ERASE_LINE);
    lines.saw(session, waited);
    show(Harmless.line(session.state()), waited);
  }

  @Override
  public void sawNothing(String why, Duration waited) {
    out.print(ERASE_LINE);
    lines.sawNothing(why, waited);
    show("no answer from the Manager", waited);
  }

  @Override
  public void finish() {
    out.print(ERASE_LINE);
    out.flush();
  }

  private void show(String state, Duration waited) {
    out.print(paint.faint("... " + state + ", waiting for " + Elapsed.seconds(waited)));
    out.flush();
  }
}
