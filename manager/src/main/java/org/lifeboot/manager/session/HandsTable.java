package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.store.Transaction;

/// The SQL of technicians' tasks, inside somebody's transaction. Stateless.
final class HandsTable {

  void insert(Transaction transaction, ServerId server, HandsTask task) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into power_task
              (id, server_id, session_id, what, sent_to, asked_at, until_at, state, answered_by)
            values (:id, :server, :session, :what, :to, :asked, :until, 'open', '')
            """)
        .bind("id", task.id())
        .bind("server", server.text())
        .bind("session", task.sessionId())
        .bind("what", task.what())
        .bind("to", task.sentTo())
        .bind("asked", task.askedAt().toEpochMilli())
        .bind("until", task.until().toEpochMilli())
        .execute();
  }

  /// What is open, if anything.
  Optional<HandsTask> open(Transaction transaction, ServerId server, Instant now) {
    return transaction
        .handle()
        .createQuery(
            """
            select id, session_id, what, sent_to, asked_at, until_at from power_task
            where server_id = :server and state = 'open' and until_at > :now
            """)
        .bind("server", server.text())
        .bind("now", now.toEpochMilli())
        .map(
            (row, _) ->
                new HandsTask(
                    row.getString("id"),
                    row.getString("session_id"),
                    row.getString("what"),
                    row.getString("sent_to"),
                    Instant.ofEpochMilli(row.getLong("asked_at")),
                    Instant.ofEpochMilli(row.getLong("until_at"))))
        .findFirst();
  }

  /// Ends what is open.
  ///
  /// @param state `done`, `cannot` or `withdrawn`
  /// @param by who says so, or empty
  void close(Transaction transaction, ServerId server, String state, String by, Instant now) {
    transaction
        .handle()
        .createUpdate(
            """
            update power_task set state = :state, answered_by = :by, answered_at = :now
            where server_id = :server and state = 'open'
            """)
        .bind("server", server.text())
        .bind("state", state)
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .execute();
  }
}
