package org.lifeboot.manager.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.manager.mail.OutgoingMail.State;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// The outbox table. A mail is put in by the transaction that asks for it, and leaves by an effect.
/// Its text, which may hold a password, is forgotten as soon as it has been delivered. Thread-safe.
public final class Outbox {

  private static final String SELECT =
      """
      select id, about, recipient, subject, text, state, attempts, last_error, created_at
      from outbox
      """;

  private final Database database;

  public Outbox(Database database) {
    this.database = database;
  }

  /// Puts a mail in. The caller's transaction decides whether it is ever sent.
  public OutgoingMail put(
      Transaction transaction, String about, String to, String subject, String text, Instant now) {
    String id = Uuid7.at(now);
    transaction
        .handle()
        .createUpdate(
            """
            insert into outbox (id, about, recipient, subject, text, state, attempts, created_at)
            values (:id, :about, :to, :subject, :text, 'waiting', 0, :now)
            """)
        .bind("id", id)
        .bind("about", about)
        .bind("to", to)
        .bind("subject", subject)
        .bind("text", text)
        .bind("now", now.toEpochMilli())
        .execute();
    return new OutgoingMail(
        id,
        about,
        to,
        subject,
        Optional.of(text),
        State.WAITING,
        0,
        Optional.empty(),
        Instant.ofEpochMilli(now.toEpochMilli()));
  }

  /// Forgets the texts of all mails about this; those not delivered yet never will be.
  ///
  /// @return how many
  public int scrub(Transaction transaction, String about) {
    return transaction
        .handle()
        .createUpdate(
            """
            update outbox set text = null, state = 'scrubbed'
            where about = :about and state in ('waiting', 'kept')
            """)
        .bind("about", about)
        .execute();
  }

  /// One mail.
  public Optional<OutgoingMail> find(String id) {
    return database.read(
        "find a mail",
        transaction ->
            transaction
                .handle()
                .createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .map((row, _) -> mail(row))
                .findOne());
  }

  /// The newest mails first, at most 500.
  public List<OutgoingMail> list() {
    return database.read(
        "list the outbox",
        transaction ->
            transaction
                .handle()
                .createQuery(SELECT + "order by created_at desc, id desc limit 500")
                .map((row, _) -> mail(row))
                .list());
  }

  /// The mail server has taken it: its text is forgotten.
  public void delivered(String id) {
    set(id, "text = null, state = 'delivered', last_error = null", "");
  }

  /// Kept here to be read: no mail server is configured, or it said no for good.
  ///
  /// @param error why, or empty
  public void kept(String id, String error) {
    set(id, "state = 'kept', last_error = nullif(:error, '')", error);
  }

  /// Could not be delivered this time.
  public void failed(String id, String error) {
    set(id, "attempts = attempts + 1, last_error = :error", error);
  }

  private void set(String id, String what, String error) {
    database.change(
        "note what came of a mail",
        transaction ->
            transaction
                .handle()
                .createUpdate("update outbox set " + what + " where id = :id and state = 'waiting'")
                .bind("error", error)
                .bind("id", id)
                .execute());
  }

  private static OutgoingMail mail(ResultSet row) throws SQLException {
    return new OutgoingMail(
        row.getString("id"),
        row.getString("about"),
        row.getString("recipient"),
        row.getString("subject"),
        Optional.ofNullable(row.getString("text")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("last_error")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
