package org.lifeboot.manager.account;

import java.time.Clock;
import java.time.Duration;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.Database;

/// Counts wrong secrets, in the store, so that a guesser gains nothing by a restart or by another
/// Manager. Thread-safe.
public final class Throttle {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Database database;
  private final Clock clock;

  public Throttle(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Lets the caller try, and counts the try as wrong until [#succeeded] says otherwise: many tries
  /// at once gain nothing.
  ///
  /// @param subject what is being guessed, and by whom: `log-in admin 10.0.0.1`
  /// @param most wrong ones within a quarter of an hour
  /// @throws Problem too-many-attempts
  public void attempt(String subject, int most) {
    long now = clock.millis();
    int failures =
        database.write(
            "count log-in attempts",
            transaction -> {
              transaction
                  .handle()
                  .createUpdate("delete from throttle where first_at < :before")
                  .bind("before", now - WINDOW.toMillis())
                  .execute();
              return transaction
                  .handle()
                  .createQuery(
                      """
                      insert into throttle (subject, failures, first_at) values (:subject, 1, :now)
                      on conflict (subject) do update set failures = throttle.failures + 1
                      returning failures
                      """)
                  .bind("subject", subject)
                  .bind("now", now)
                  .mapTo(Integer.class)
                  .one();
            });
    if (failures > most) {
      throw new Problem(
          ProblemCode.TOO_MANY_ATTEMPTS,
          "Too many wrong attempts; wait " + WINDOW.toMinutes() + " minutes and try again");
    }
  }

  /// The secret was right: forget the wrong ones before it.
  public void succeeded(String subject) {
    database.change(
        "forget log-in attempts",
        transaction ->
            transaction
                .handle()
                .createUpdate("delete from throttle where subject = :subject")
                .bind("subject", subject)
                .execute());
  }
}
