package org.lifeboot.manager.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Uuid7;

/// Keys for programs: 256 random bits, stored as SHA-256. Thread-safe.
public final class ApiTokens {

  /// "Last used" is exact to this, so that not every request writes.
  private static final Duration USE_STEP = Duration.ofMinutes(1);

  private final Database database;
  private final Audit audit;
  private final Clock clock;

  public ApiTokens(Database database, Audit audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /// Makes a token.
  ///
  /// @param name what it is for, such as the machine it will live on
  /// @return the token, to be shown once
  public String create(Account account, String name, Who who) {
    String token = "lb_" + Secrets.key();
    String shortName = name.substring(0, Math.min(100, name.length()));
    database.change(
        "create an API token",
        transaction -> {
          Instant now = clock.instant();
          transaction
              .handle()
              .createUpdate(
                  """
                  insert into api_token (id, account_id, name, sha256, created_at)
                  values (:id, :account, :name, :sha256, :now)
                  """)
              .bind("id", Uuid7.at(now))
              .bind("account", account.id())
              .bind("name", shortName)
              .bind("sha256", Secrets.sha256(token))
              .bind("now", now.toEpochMilli())
              .execute();
          audit.add(transaction, who, "token-created", account.name(), shortName);
        });
    return token;
  }

  /// Whose token this is; empty when it is nobody's (any more).
  public Optional<Account> accountOf(String token) {
    Optional<Owner> owner = owner(Secrets.sha256(token));
    long now = clock.millis();
    owner
        .filter(found -> found.lastUsedAt < now - USE_STEP.toMillis())
        .ifPresent(found -> used(found.tokenId, now));
    return owner.map(Owner::account);
  }

  private Optional<Owner> owner(String sha256) {
    return database.read(
        "find an API token",
        transaction ->
            transaction
                .handle()
                .createQuery(
                    """
                    select api_token.id as token_id, api_token.last_used_at, account.id,
                      account.name, account.role, account.created_at
                    from api_token join account on account.id = api_token.account_id
                    where api_token.sha256 = :sha256
                    """)
                .bind("sha256", sha256)
                .map(
                    (row, _) ->
                        new Owner(
                            row.getString("token_id"),
                            row.getLong("last_used_at"),
                            new Account(
                                row.getString("id"),
                                row.getString("name"),
                                Role.stored(row.getString("role")),
                                Instant.ofEpochMilli(row.getLong("created_at")))))
                .findOne());
  }

  private void used(String tokenId, long now) {
    database.change(
        "note the use of an API token",
        transaction ->
            transaction
                .handle()
                .createUpdate("update api_token set last_used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", tokenId)
                .execute());
  }

  /// Makes a token worthless, by the token itself.
  public void revoke(String token, Who who) {
    revoke("sha256 = :key", Secrets.sha256(token), who);
  }

  /// Makes a token worthless, by its id.
  public void revokeById(String id, Who who) {
    revoke("id = :key", id, who);
  }

  private void revoke(String where, String key, Who who) {
    database.change(
        "revoke an API token",
        transaction -> {
          transaction
              .handle()
              .createUpdate("delete from api_token where " + where)
              .bind("key", key)
              .execute();
          audit.add(transaction, who, "token-revoked", who.name(), "");
        });
  }

  /// The tokens of an account, newest first.
  public List<ApiToken> list(Account account) {
    return database.read(
        "list API tokens",
        transaction ->
            transaction
                .handle()
                .createQuery(
                    """
                    select id, name, created_at, last_used_at from api_token
                    where account_id = :account order by created_at desc, id desc
                    """)
                .bind("account", account.id())
                .map((row, _) -> token(row, account))
                .list());
  }

  private static ApiToken token(ResultSet row, Account account) throws SQLException {
    long lastUsed = row.getLong("last_used_at");
    return new ApiToken(
        row.getString("id"),
        account.name(),
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        lastUsed == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastUsed)));
  }

  private record Owner(String tokenId, long lastUsedAt, Account account) {}
}
