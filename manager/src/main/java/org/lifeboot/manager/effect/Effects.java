package org.lifeboot.manager.effect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.statement.StatementContext;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// The table of work to be done at least once. A Manager claims a row for a while (its lease); if
/// the Manager dies, the lease runs out and any Manager claims it again. Thread-safe.
public final class Effects {

  /// How long a claim holds. [EffectWorker] renews it while it works.
  public static final Duration LEASE = Duration.ofSeconds(15);

  private final Database database;
  private final Clock clock;
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

  public Effects(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Asks for work; it is done if the caller's transaction is stored.
  ///
  /// @param about what it belongs to, such as a session's id
  public void ask(Transaction transaction, String kind, String about, String payload, Instant due) {
    insert(transaction, Uuid7.at(clock.instant()), kind, about, payload, due, 0, 0);
    transaction.afterCommit(() -> listeners.forEach(Runnable::run));
  }

  /// Asks for work that the caller will do itself, at once, by [EffectWorker#carryOut]; another
  /// Manager does it should this one die first.
  public Effect askClaimed(Transaction transaction, String kind, String about, String payload) {
    String id = Uuid7.at(clock.instant());
    Instant now = clock.instant();
    long leaseUntil = now.plus(LEASE).toEpochMilli();
    insert(transaction, id, kind, about, payload, now, leaseUntil, 1);
    return new Effect(id, kind, payload, 1);
  }

  private static void insert(
      Transaction transaction,
      String id,
      String kind,
      String about,
      String payload,
      Instant due,
      long leaseUntil,
      int attempts) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into effect (id, kind, about, payload, due_at, lease_until, attempts)
            values (:id, :kind, :about, :payload, :due, :lease, :attempts)
            """)
        .bind("id", id)
        .bind("kind", kind)
        .bind("about", about)
        .bind("payload", payload)
        .bind("due", due.toEpochMilli())
        .bind("lease", leaseUntil)
        .bind("attempts", attempts)
        .execute();
  }

  /// Forgets what has not been done yet.
  public void drop(Transaction transaction, String kind, String about) {
    transaction
        .handle()
        .createUpdate(
            """
            delete from effect
            where kind = :kind and about = :about and done_at is null and gave_up_at is null
            """)
        .bind("kind", kind)
        .bind("about", about)
        .execute();
  }

  void listen(Runnable newWork) {
    listeners.add(newWork);
  }

  /// Claims the work that has been due the longest.
  Optional<Effect> claim() {
    long now = clock.millis();
    boolean due =
        database.read("look for work", transaction -> dueId(transaction, now, "")).isPresent();
    return due
        ? database.write(
            "claim work",
            transaction ->
                dueId(transaction, now, transaction.dialect().skipLocked())
                    .map(id -> leased(transaction, id, now)))
        : Optional.empty();
  }

  private static Optional<String> dueId(Transaction transaction, long now, String skipLocked) {
    return transaction
        .handle()
        .createQuery(
            """
            select id from effect
            where done_at is null and gave_up_at is null and due_at <= :now and lease_until <= :now
            order by due_at limit 1
            """
                + skipLocked)
        .bind("now", now)
        .mapTo(String.class)
        .findOne();
  }

  private static Effect leased(Transaction transaction, String id, long now) {
    return transaction
        .handle()
        .createQuery(
            """
            update effect set lease_until = :lease, attempts = attempts + 1 where id = :id
            returning id, kind, payload, attempts
            """)
        .bind("lease", now + LEASE.toMillis())
        .bind("id", id)
        .map(Effects::effect)
        .one();
  }

  private static Effect effect(java.sql.ResultSet row, StatementContext context)
      throws java.sql.SQLException {
    return new Effect(
        row.getString("id"),
        row.getString("kind"),
        row.getString("payload"),
        row.getInt("attempts"));
  }

  /// Holds claims for longer.
  void renew(Iterable<String> ids) {
    long lease = clock.instant().plus(LEASE).toEpochMilli();
    database.change(
        "renew the claims of running work",
        transaction ->
            ids.forEach(
                id ->
                    transaction
                        .handle()
                        .createUpdate("update effect set lease_until = :lease where id = :id")
                        .bind("lease", lease)
                        .bind("id", id)
                        .execute()));
  }

  void done(Effect effect) {
    finish(effect, "done_at = :now, last_error = null", "", clock.millis());
  }

  void giveUp(Effect effect, String error) {
    finish(effect, "gave_up_at = :now, last_error = :error", error, clock.millis());
  }

  void retry(Effect effect, String error, Instant due) {
    finish(
        effect, "due_at = :now, lease_until = 0, last_error = :error", error, due.toEpochMilli());
  }

  private void finish(Effect effect, String set, String error, long time) {
    database.change(
        "note what came of work",
        transaction ->
            transaction
                .handle()
                .createUpdate("update effect set " + set + " where id = :id")
                .bind("now", time)
                .bind("error", error)
                .bind("id", effect.id())
                .execute());
  }

  /// Forgets work that ended before this.
  void forget(Instant before) {
    database.change(
        "forget old work",
        transaction ->
            transaction
                .handle()
                .createUpdate("delete from effect where done_at < :before or gave_up_at < :before")
                .bind("before", before.toEpochMilli())
                .execute());
  }
}
