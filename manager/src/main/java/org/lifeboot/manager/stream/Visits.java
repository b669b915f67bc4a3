package org.lifeboot.manager.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.session.Steps;
import org.lifeboot.manager.session.TimelineNotes;
import org.lifeboot.manager.session.TimelineNotes.Note;
import org.lifeboot.manager.store.Database;
import org.lifeboot.protocol.StreamOrder;

/// Writes down who was given a way into a rescued server: in the session's timeline and in the
/// audit log. Thread-safe.
public record Visits(Database database, Audit audit, SessionNews news, Clock clock) {

  void opened(SessionId session, Who who, StreamOrder order) {
    String text =
        switch (order) {
          case StreamOrder.Terminal _ -> "The web terminal was opened.";
          case StreamOrder.SshTunnel _ -> "An SSH connection was opened through the Manager.";
          case StreamOrder.RescueLog _ -> "The rescue system's log was read.";
          case StreamOrder.Explore _ -> "The disks were looked into.";
        };
    Instant now = clock.instant();
    database.change(
        "write down a visit",
        transaction -> {
          audit.add(transaction, who, "opened-stream", session.text(), text);
          new TimelineNotes()
              .add(
                  transaction,
                  session,
                  now,
                  new Note(Steps.TERMINAL, text, Optional.of(who.name())));
        });
    news.changed(session);
  }
}
