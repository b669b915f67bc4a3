package org.lifeboot.manager.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.incident.Incident.Entry;
import org.lifeboot.manager.store.Transaction;

/// The SQL of incidents' threads and evidence. Thread-safe.
final class ThreadTable {

  /// The next line of a thread; two at once are told apart by the store.
  void add(Transaction transaction, IncidentId id, Instant at, String by, Line line) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into incident_entry (incident_id, number, at, by_name, deed, text)
            values (:id,
              (select coalesce(max(number), 0) + 1 from incident_entry where incident_id = :id),
              :at, :by, :deed, :text)
            """)
        .bind("id", id.text())
        .bind("at", at.toEpochMilli())
        .bind("by", by)
        .bind("deed", line.deed())
        .bind("text", line.words().text())
        .execute();
  }

  /// What is said.
  record Line(String deed, Words words) {}

  /// All lines, oldest first.
  List<Entry> of(Transaction transaction, IncidentId id) {
    return transaction
        .handle()
        .createQuery(
            """
            select number, at, by_name, deed, text from incident_entry
            where incident_id = :id order by number
            """)
        .bind("id", id.text())
        .map(
            (row, _) ->
                new Entry(
                    row.getLong("number"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("by_name"),
                    row.getString("deed"),
                    row.getString("text")))
        .list();
  }

  /// All that a tool said; empty when it said nothing.
  Optional<String> evidence(Transaction transaction, IncidentId id, String name) {
    List<String> pieces =
        transaction
            .handle()
            .createQuery(
                """
                select text from incident_evidence where incident_id = :id and name = :name
                order by number
                """)
            .bind("id", id.text())
            .bind("name", name)
            .mapTo(String.class)
            .list();
    return pieces.isEmpty() ? Optional.empty() : Optional.of(String.join("", pieces));
  }
}
