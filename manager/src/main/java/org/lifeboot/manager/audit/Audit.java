package org.lifeboot.manager.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// The audit log: lines are added, never changed. Thread-safe.
public final class Audit {

  private static final int LONGEST_DETAIL = 2000;

  private final Database database;
  private final Clock clock;

  public Audit(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Adds a line as part of the deed's own transaction.
  public void add(Transaction transaction, Who who, String what, String subject, String detail) {
    Instant now = clock.instant();
    transaction
        .handle()
        .createUpdate(
            """
            insert into audit (id, at, name, address, what, subject, detail)
            values (:id, :at, :name, :address, :what, :subject, :detail)
            """)
        .bind("id", Uuid7.at(now))
        .bind("at", now.toEpochMilli())
        .bind("name", who.name())
        .bind("address", who.address())
        .bind("what", what)
        .bind("subject", subject)
        .bind("detail", detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())))
        .execute();
  }

  /// Adds a line by itself.
  public void add(Who who, String what, String subject, String detail) {
    database.change(
        "write the audit log", transaction -> add(transaction, who, what, subject, detail));
  }

  /// The newest lines first.
  public List<AuditEntry> newest(int most) {
    return database.read(
        "read the audit log",
        transaction ->
            transaction
                .handle()
                .createQuery(
                    """
                    select at, name, address, what, subject, detail from audit
                    order by at desc, id desc limit :most
                    """)
                .bind("most", most)
                .map(
                    (row, _) ->
                        new AuditEntry(
                            Instant.ofEpochMilli(row.getLong("at")),
                            new Who(row.getString("name"), row.getString("address")),
                            row.getString("what"),
                            row.getString("subject"),
                            row.getString("detail")))
                .list());
  }
}
