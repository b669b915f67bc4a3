package org.lifeboot.manager.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.Steps;
import org.lifeboot.manager.session.TimelineEntry;

/// One line of a timeline.
///
/// @param since time since the session began
/// @param by the person who asked for it, or empty
public record EntryView(Instant at, String since, String step, String text, String by, Tone tone) {

  /// Newest first: what happens now is what a reader came for.
  static List<EntryView> newestFirst(Session session) {
    return session.timeline().reversed().stream()
        .map(entry -> of(entry, session.requestedAt()))
        .toList();
  }

  /// The same for a choice of Memtest86+.
  static List<EntryView> newestFirst(Memtest memtest) {
    return memtest.timeline().reversed().stream()
        .map(line -> of(line, memtest.chosenAt()))
        .toList();
  }

  private static EntryView of(Memtest.Line line, Instant start) {
    return of(
        new TimelineEntry(line.number(), line.at(), line.step(), line.text(), line.by()), start);
  }

  private static EntryView of(TimelineEntry entry, Instant start) {
    return new EntryView(
        entry.at(),
        Sizes.time(Duration.between(start, entry.at())),
        Visible.text(entry.step()),
        Visible.text(entry.text()),
        entry.by().map(Visible::text).orElse(""),
        tone(entry.step()));
  }

  private static Tone tone(String step) {
    return switch (step) {
      case Steps.ACTIVE, Steps.SSH, Steps.BACK -> Tone.GOOD;
      case Steps.CLOCK, Steps.TWIN, Steps.REFUSED, Steps.LOST, Steps.FAILED -> Tone.BAD;
      default -> Tone.PLAIN;
    };
  }
}
