package org.lifeboot.cli.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.text.Elapsed;
import org.lifeboot.cli.text.Harmless;

/// One step of a timeline as a line: time since the rescue was asked for, step, words.
public final class TimelineLine {

  private TimelineLine() {}

  public static String of(Session session, Session.Entry entry) {
    return of(session.requestedAt(), entry);
  }

  /// The same for what began at another moment.
  public static String of(Optional<Instant> begun, Session.Entry entry) {
    Duration elapsed =
        begun.map(start -> Duration.between(start, entry.at())).orElse(Duration.ZERO);
    String by = entry.by().map(name -> " (" + name + ")").orElse("");
    return String.format(
        "%9s  %-12s %s",
        Elapsed.tenths(elapsed), Harmless.line(entry.step()), Harmless.line(entry.text() + by));
  }
}
