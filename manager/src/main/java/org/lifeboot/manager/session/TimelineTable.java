package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.store.Transaction;

/// The SQL of timelines, inside somebody's transaction. Stateless.
final class TimelineTable {

  /// Lines that anybody on the network can cause are not stored beyond this number.
  private static final long MOST_NOISE = 500;

  private static final int LONGEST_TEXT = 2000;

  void add(Transaction transaction, SessionId session, Instant at, List<Step.Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    long number = last(transaction, session);
    for (Step.Line line : lines) {
      if (line.step().equals(Steps.REFUSED) && number >= MOST_NOISE) {
        continue;
      }
      number++;
      insert(transaction, session, at, line, number);
    }
  }

  private static long last(Transaction transaction, SessionId session) {
    return transaction
        .handle()
        .createQuery("select coalesce(max(number), 0) from timeline where session_id = :session")
        .bind("session", session.text())
        .mapTo(Long.class)
        .one();
  }

  private static void insert(
      Transaction transaction, SessionId session, Instant at, Step.Line line, long number) {
    String text = line.text();
    transaction
        .handle()
        .createUpdate(
            """
            insert into timeline (session_id, number, at, step, text, by_name)
            values (:session, :number, :at, :step, :text, :by)
            """)
        .bind("session", session.text())
        .bind("number", number)
        .bind("at", at.toEpochMilli())
        .bind("step", line.step())
        .bind("text", text.substring(0, Math.min(LONGEST_TEXT, text.length())).replace("\0", "?"))
        .bind("by", line.by().orElse(null))
        .execute();
  }

  List<TimelineEntry> after(Transaction transaction, SessionId session, long number) {
    return transaction
        .handle()
        .createQuery(
            """
            select number, at, step, text, by_name from timeline
            where session_id = :session and number > :number order by number
            """)
        .bind("session", session.text())
        .bind("number", number)
        .map(
            (row, _) ->
                new TimelineEntry(
                    row.getLong("number"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("step"),
                    row.getString("text"),
                    Optional.ofNullable(row.getString("by_name"))))
        .list();
  }
}
