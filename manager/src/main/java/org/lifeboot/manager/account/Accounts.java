package org.lifeboot.manager.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  private static final String SELECT =
      "select id, name, role, password_hash, created_at from account ";

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
              insert(transaction, "admin", Role.OPERATOR, hash);
              audit.add(transaction, Who.MANAGER, "account-added", "admin", "at first start");
              return true;
            });
    return made ? Optional.of(password) : Optional.empty();
  }

  private static boolean anybody(Transaction transaction) {
    return transaction.handle().createQuery("select count(*) from account").mapTo(Long.class).one()
        > 0;
  }

  private void insert(Transaction transaction, String name, Role role, String hash) {
    Instant now = clock.instant();
    transaction
        .handle()
        .createUpdate(
            """
            insert into account (id, name, role, password_hash, created_at)
            values (:id, :name, :role, :hash, :now)
            """)
        .bind("id", Uuid7.at(now))
        .bind("name", name)
        .bind("role", role.text())
        .bind("hash", hash)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Makes an account.
  ///
  /// @return its password, to be shown once
  /// @throws Problem bad-request, name-taken
  public String add(String name, Role role, Who who) {
    var valid = new AccountName(name);
    String password = Secrets.password(20);
    String hash = PasswordHash.of(password);
    database.change(
        "add the account " + name,
        transaction -> {
          if (find(transaction, valid.text()).isPresent()) {
            throw new Problem(
                ProblemCode.NAME_TAKEN, "There is an account named " + name + " already");
          }
          insert(transaction, valid.text(), role, hash);
          audit.add(transaction, who, "account-added", name, role.text());
        });
    return password;
  }

  /// Removes an account; its log-ins and API tokens are worthless from now on.
  ///
  /// @throws Problem not-found; forbidden for one's own, and for the last operator's
  public void remove(String name, Who who) {
    if (name.equals(who.name())) {
      throw new Problem(
          ProblemCode.FORBIDDEN, "Your own account can only be removed by another operator");
    }
    database.change(
        "remove the account " + name,
        transaction -> {
          Account account = find(transaction, name).map(Stored::account).orElseThrow(none(name));
          refuseLastOperator(transaction, account);
          BrowserSessions.closeAllOfAccount(transaction, name, Optional.empty());
          transaction
              .handle()
              .createUpdate("delete from account where id = :id")
              .bind("id", account.id())
              .execute();
          audit.add(transaction, who, "account-removed", name, account.role().text());
        });
  }

  /// The update locks: two operators who remove each other at once wait for one another.
  private static void refuseLastOperator(Transaction transaction, Account account) {
    int operators =
        transaction
            .handle()
            .createUpdate("update account set role = role where role = 'operator'")
            .execute();
    if (account.role() == Role.OPERATOR && operators <= 1) {
      throw new Problem(
          ProblemCode.FORBIDDEN, "Nobody could run this Manager without its last operator");
    }
  }

  private static Supplier<Problem> none(String name) {
    return () -> new Problem(ProblemCode.NOT_FOUND, "There is no account named " + name);
  }

  /// All accounts, by name.
  public List<Account> list() {
    return database.read(
        "list the accounts",
        transaction ->
            transaction
                .handle()
                .createQuery(SELECT + "order by name")
                .map((row, _) -> stored(row).account)
                .list());
  }

  /// What becomes of an account's API tokens when its password changes.
  public enum Tokens {
    /// They are worthless from then on.
    END,
    /// They go on working.
    KEEP
  }

  /// Sets a new password, and closes the log-ins that were made with the old one.
  ///
  /// @param ownCookie of the log-in that asks for it, which stays open; empty: none stays
  /// @throws Problem bad-request (too short or too long), not-found
  public void changePassword(
      String name, String password, Optional<String> ownCookie, Tokens tokens, Who who) {
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
            throw none(name).get();
          }
          BrowserSessions.closeAllOfAccount(transaction, name, ownCookie);
          endTokens(transaction, name, tokens);
          audit.add(transaction, who, "password-changed", name, told(tokens));
        });
  }

  private static void endTokens(Transaction transaction, String name, Tokens tokens) {
    if (tokens == Tokens.KEEP) {
      return;
    }
    transaction
        .handle()
        .createUpdate(
            """
            delete from api_token
            where account_id = (select id from account where name = :name)
            """)
        .bind("name", name)
        .execute();
  }

  private static String told(Tokens tokens) {
    return switch (tokens) {
      case END -> "its API tokens ended";
      case KEEP -> "its API tokens stay";
    };
  }

  /// The account of that name.
  public Optional<Account> find(String name) {
    return stored(name).map(Stored::account);
  }

  private Optional<Stored> stored(String name) {
    return database.read("find the account " + name, transaction -> find(transaction, name));
  }

  private static Optional<Stored> find(Transaction transaction, String name) {
    return transaction
        .handle()
        .createQuery(SELECT + "where name = :name")
        .bind("name", name)
        .map((row, _) -> stored(row))
        .findOne();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new Account(
            row.getString("id"),
            row.getString("name"),
            Role.stored(row.getString("role")),
            Instant.ofEpochMilli(row.getLong("created_at"))),
        row.getString("password_hash"));
  }

  private record Stored(Account account, String passwordHash) {}
}
