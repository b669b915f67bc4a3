package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.store.Transaction;

/// Writes into a session's timeline what is no step of the session itself, inside somebody's
/// transaction. Stateless.
public final class TimelineNotes {

  private final TimelineTable table = new TimelineTable();

  /// Adds a line.
  public void add(Transaction transaction, SessionId session, Instant at, Note note) {
    table.add(
        transaction, session, at, List.of(new Step.Line(note.step(), note.text(), note.by())));
  }

  /// One line.
  ///
  /// @param step a word of [Steps]
  /// @param by the person who asked for it, when a person did
  public record Note(String step, String text, Optional<String> by) {}
}
