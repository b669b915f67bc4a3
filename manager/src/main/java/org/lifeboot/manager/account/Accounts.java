package org.lifeboot.manager.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// Accounts and the log-in by password. Thread-safe.
public final class Accounts {

  private static final int MOST_WRONG = 8;
  private static final int MOST_WRONG_OF_ADDRESS = 60;
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST_PASSWORD = 256;

  private final Database database;
  private final Audit audit;
  private final Throttle throttle;
  private final Clock clock;

  /// Of a password that nobody has.
  private static final String NOBODYS_HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
          + "$qZ8dPCWw8yYcGyqPQk0xjr4q0XyCkEo5zv6v8q3Nf0s";

  public Accounts(Database database, Audit audit, Throttle throttle, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.throttle = throttle;
    this.clock = clock;
  }

  /// Checks name and password.
  ///
  /// @throws Problem unauthenticated, or too-many-attempts after several wrong ones
  public Account logIn(String name, String password, String address) {
    String shortName = name.substring(0, Math.min(64, name.length()));
    String subject = "log-in " + shortName + " " + address;
    throttle.attempt(subject, MOST_WRONG);
    throttle.attempt(address(address), MOST_WRONG_OF_ADDRESS);
    Optional<Stored> stored = stored(shortName);
    // Nobody's hash costs as much time as somebody's: an answer does not tell which names exist.
    String hash = stored.map(Stored::passwordHash).orElse(NOBODYS_HASH);
    boolean right = password.length() <= LONGEST_PASSWORD && PasswordHash.matches(password, hash);
    if (!right || stored.isEmpty()) {
      audit.add(new Who(shortName, address), "log-in-refused", shortName, "");
      throw new Problem(ProblemCode.UNAUTHENTICATED, "Name or password is wrong");
    }
    throttle.succeeded(subject);
    throttle.succeeded(address(address));
    audit.add(new Who(shortName, address), "log-in", shortName, "");
    return stored.get().account;
  }

  private static String address(String address) {
    return "log-in from " + address;
  }

  /// The first administrator, made when there is no account at all.
  ///
  /// @return its password, to be shown once; empty when there is an account already
  public Optional<String> createFirstAdministrator() {
    if (database.read("look for accounts", Accounts::anybody)) {
      return Optional.empty();
    }
    String password = Secrets.password(20);
    String hash = PasswordHash.of(password);
    boolean made =
        database.write(
            "create the first administrator",
            transaction -> {
              if (anybody(transaction)) {
                return false;
              }
              insert(transaction, "admin", hash);
              audit.add(transaction, Who.MANAGER, "account-added", "admin", "at first start");
              return true;
            });
    return made ? Optional.of(password) : Optional.empty();
  }

  private static boolean anybody(Transaction transaction) {
    return transaction.handle().createQuery("select count(*) from account").mapTo(Long.class).one()
        > 0;
  }

  private void insert(Transaction transaction, String name, String hash) {
    Instant now = clock.instant();
    transaction
        .handle()
        .createUpdate(
            """
            insert into account (id, name, password_hash, created_at)
            values (:id, :name, :hash, :now)
            """)
        .bind("id", Uuid7.at(now))
        .bind("name", name)
        .bind("hash", hash)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Sets a new password.
  ///
  /// @throws Problem bad-request (too short or too long), not-found
  public void changePassword(String name, String password, Who who) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new Problem(
          ProblemCode.BAD_REQUEST,
          "A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
    }
    String hash = PasswordHash.of(password);
    database.change(
        "change the password of " + name,
        transaction -> {
          int changed =
              transaction
                  .handle()
                  .createUpdate("update account set password_hash = :hash where name = :name")
                  .bind("hash", hash)
                  .bind("name", name)
                  .execute();
          if (changed == 0) {
            throw new Problem(ProblemCode.NOT_FOUND, "There is no account named " + name);
          }
          audit.add(transaction, who, "password-changed", name, "");
        });
  }

  /// The account of that name.
  public Optional<Account> find(String name) {
    return stored(name).map(Stored::account);
  }

  private Optional<Stored> stored(String name) {
    return database.read(
        "find the account " + name,
        transaction ->
            transaction
                .handle()
                .createQuery(
                    "select id, name, password_hash, created_at from account where name = :name")
                .bind("name", name)
                .map(
                    (row, _) ->
                        new Stored(
                            new Account(
                                row.getString("id"),
                                row.getString("name"),
                                Instant.ofEpochMilli(row.getLong("created_at"))),
                            row.getString("password_hash")))
                .findOne());
  }

  private record Stored(Account account, String passwordHash) {}
}
