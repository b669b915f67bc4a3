package org.lifeboot.manager.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;

/// Log-ins by form, kept in the store so that every Manager knows them. The cookie is stored as
/// SHA-256 only. Thread-safe.
public final class BrowserSessions {

  private static final Duration LONGEST = Duration.ofHours(12);

  private final Database database;
  private final Clock clock;

  public BrowserSessions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Begins a session for somebody who has just logged in.
  public BrowserSession.Opened open(Visitor visitor) {
    String cookie = Secrets.key();
    Instant expiresAt = Instant.ofEpochMilli(clock.millis()).plus(LONGEST);
    BrowserSession session = new BrowserSession(visitor, Secrets.key(), expiresAt);
    database.change("open a browser session", transaction -> insert(transaction, cookie, session));
    return new BrowserSession.Opened(cookie, session);
  }

  private void insert(Transaction transaction, String cookie, BrowserSession session) {
    transaction
        .handle()
        .createUpdate("delete from browser_session where expires_at < :now")
        .bind("now", clock.millis())
        .execute();
    transaction
        .handle()
        .createUpdate(
            """
            insert into browser_session (sha256, account, session_id, csrf_token, expires_at)
            values (:sha256, :account, :session, :csrf, :expires)
            """)
        .bind("sha256", Secrets.sha256(cookie))
        .bind(
            "account", session.visitor() instanceof Visitor.OfAccount(String name, _) ? name : null)
        .bind("session", session.visitor() instanceof Visitor.OfRescue(String id) ? id : null)
        .bind("csrf", session.csrfToken())
        .bind("expires", session.expiresAt().toEpochMilli())
        .execute();
  }

  /// Whose cookie this is; empty when unknown, over or too old.
  public Optional<BrowserSession> find(String cookie) {
    return database.read(
        "find a browser session",
        transaction ->
            transaction
                .handle()
                .createQuery(
                    """
                    select account.name, account.role, session_id, csrf_token, expires_at
                    from browser_session left join account on account.name = browser_session.account
                    where sha256 = :sha256 and expires_at > :now
                      and (account.name is not null or session_id is not null)
                    """)
                .bind("sha256", Secrets.sha256(cookie))
                .bind("now", clock.millis())
                .map((row, _) -> session(row))
                .findOne());
  }

  private static BrowserSession session(ResultSet row) throws SQLException {
    @Nullable String account = row.getString("name");
    Visitor visitor =
        account == null
            ? new Visitor.OfRescue(row.getString("session_id"))
            : new Visitor.OfAccount(account, Role.stored(row.getString("role")));
    return new BrowserSession(
        visitor, row.getString("csrf_token"), Instant.ofEpochMilli(row.getLong("expires_at")));
  }

  /// Logs out.
  public void close(String cookie) {
    database.change(
        "close a browser session",
        transaction ->
            transaction
                .handle()
                .createUpdate("delete from browser_session where sha256 = :sha256")
                .bind("sha256", Secrets.sha256(cookie))
                .execute());
  }

  /// Logs out everybody who came in with this account.
  ///
  /// @param butCookie the one log-in that stays; empty: none
  static void closeAllOfAccount(Transaction transaction, String name, Optional<String> butCookie) {
    transaction
        .handle()
        .createUpdate("delete from browser_session where account = :name and sha256 <> :stays")
        .bind("name", name)
        .bind("stays", butCookie.map(Secrets::sha256).orElse(""))
        .execute();
  }

  /// Logs out everybody who came by the link of this rescue session; part of its ending.
  public void closeAllOf(Transaction transaction, String sessionId) {
    transaction
        .handle()
        .createUpdate("delete from browser_session where session_id = :session")
        .bind("session", sessionId)
        .execute();
  }
}
