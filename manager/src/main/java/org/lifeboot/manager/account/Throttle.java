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
    int failures = wrong(subject);
    if (failures > most) {
      throw new Problem(
          ProblemCode.TOO_MANY_ATTEMPTS,
          "Too many wrong attempts; wait " + WINDOW.toMinutes() + " minutes and try again");
    }
  }

  /// Counts a wrong secret.
  ///
  /// @return how many there were within the last quarter of an hour, or a little more
  public int wrong(String subject) {
    long now = clock.millis();
    return database.write(
        "count wrong attempts",
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
  }

  /// Whether there were too many wrong ones, without counting this as a try.
  ///
  /// @param most wrong ones within a quarter of an hour
  public boolean exhausted(String subject, int most) {
    long since = clock.millis() - WINDOW.toMillis();
    return database
        .read(
            "look for wrong attempts",
            transaction ->
                transaction
                    .handle()
                    .createQuery(
                        "select failures from throttle where subject = :subject and first_at > :since")
                    .bind("subject", subject)
                    .bind("since", since)
                    .mapTo(Integer.class)
                    .findOne())
        .filter(failures -> failures >= most)
        .isPresent();
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
