package org.lifeboot.manager.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.store.ChangedMeanwhile;
import org.lifeboot.manager.store.Transaction;

/// The SQL of sessions, inside somebody's transaction. Thread-safe.
final class SessionTable {

  private static final String SELECT =
      """
      select id, server_id, server_name, version, state_json, requested_at, requested_by,
        with_password, ssh_keys, last_seen_at, memory_total_bytes, memory_used_bytes,
        last_event_number, connection_id
      from session
      """;

  private final StateJson json = new StateJson();

  void insert(Transaction transaction, StoredSession session) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into session (id, server_id, server_name, version, state, state_json,
              requested_at, requested_by, with_password, ssh_keys, last_event_number)
            values (:id, :server, :name, 1, :state, :json, :at, :by, :password, :keys, 0)
            """)
        .bind("id", session.id().text())
        .bind("server", session.serverId().text())
        .bind("name", session.serverName())
        .bind("state", session.state().text())
        .bind("json", json.write(session.state()))
        .bind("at", session.requestedAt().toEpochMilli())
        .bind("by", session.requestedBy())
        .bind("password", session.choice().password() ? 1 : 0)
        .bind("keys", json.write(session.choice().sshKeys()))
        .execute();
  }

  /// Stores the state that follows.
  ///
  /// @throws ChangedMeanwhile it is not the version that was read any more
  void update(Transaction transaction, StoredSession before, SessionState after) {
    int rows =
        transaction
            .handle()
            .createUpdate(
                """
                update session
                set version = version + 1, state = :state, state_json = :json,
                  boot_sha256 = coalesce(:boot, boot_sha256)
                where id = :id and version = :version
                """)
            .bind("state", after.text())
            .bind("json", json.write(after))
            .bind("boot", after instanceof Booting booting ? booting.attempt().bootSha256() : null)
            .bind("id", before.id().text())
            .bind("version", before.version())
            .execute();
    if (rows == 0) {
      throw new ChangedMeanwhile("the session " + before.id());
    }
  }

  /// Locks the row: on PostgreSQL by an update that changes nothing, on SQLite there is one writer.
  void hold(Transaction transaction, SessionId id) {
    transaction
        .handle()
        .createUpdate("update session set version = version where id = :id")
        .bind("id", id.text())
        .execute();
  }

  Optional<StoredSession> find(Transaction transaction, SessionId id) {
    return query(transaction, "where id = :key", id.text()).map((row, _) -> session(row)).findOne();
  }

  Optional<StoredSession> ofBoot(Transaction transaction, String bootSha256) {
    return query(transaction, "where boot_sha256 = :key", bootSha256)
        .map((row, _) -> session(row))
        .findOne();
  }

  Optional<StoredSession> newestOf(Transaction transaction, ServerId server) {
    return query(
            transaction,
            "where server_id = :key order by requested_at desc, id desc limit 1",
            server.text())
        .map((row, _) -> session(row))
        .findOne();
  }

  List<StoredSession> newest(Transaction transaction) {
    return query(
            transaction,
            """
            where id in (
              select max(s.id) from session s
              where s.requested_at = (
                select max(t.requested_at) from session t where t.server_id = s.server_id)
              group by s.server_id)
            """,
            "")
        .map((row, _) -> session(row))
        .list();
  }

  /// Sessions whose Agent ought to be heard but was not since then.
  List<StoredSession> silentSince(Transaction transaction, Instant then) {
    return query(transaction, "where state in ('active', 'leaving') and last_seen_at < :key", "")
        .bind("key", then.toEpochMilli())
        .map((row, _) -> session(row))
        .list();
  }

  Map<SessionId, AgentDesk.Watched> live(Transaction transaction) {
    Map<SessionId, AgentDesk.Watched> live = new HashMap<>();
    transaction
        .handle()
        .createQuery(
            """
            select id, coalesce(connection_id, '') as connection,
              case when exists (
                select 1 from agent_command
                where agent_command.session_id = session.id and answered_at is null)
              then 1 else 0 end as commands
            from session where state in ('active', 'leaving', 'lost')
            """)
        .map(
            (row, _) ->
                live.put(
                    new SessionId(row.getString("id")),
                    new AgentDesk.Watched(
                        row.getString("connection"), row.getInt("commands") == 1)))
        .list();
    return live;
  }

  private static Query query(Transaction transaction, String where, String key) {
    return transaction.handle().createQuery(SELECT + where).bind("key", key);
  }

  private StoredSession session(ResultSet row) throws SQLException {
    @Nullable String connection = row.getString("connection_id");
    long seen = row.getLong("last_seen_at");
    long memoryTotal = row.getLong("memory_total_bytes");
    return new StoredSession(
        new SessionId(row.getString("id")),
        new ServerId(row.getString("server_id")),
        row.getString("server_name"),
        row.getLong("version"),
        json.state(row.getString("state_json")),
        Instant.ofEpochMilli(row.getLong("requested_at")),
        row.getString("requested_by"),
        new NetbootChoice.Rescue(
            row.getInt("with_password") == 1, json.texts(row.getString("ssh_keys"))),
        seen == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(seen)),
        memoryTotal == 0
            ? Optional.empty()
            : Optional.of(new Memory(memoryTotal, row.getLong("memory_used_bytes"))),
        row.getLong("last_event_number"),
        connection == null ? "" : connection);
  }

  /// A sign of life. Not a step of the state machine: the version stays.
  void seen(Transaction transaction, SessionId id, Instant at) {
    transaction
        .handle()
        .createUpdate("update session set last_seen_at = :at where id = :id")
        .bind("at", at.toEpochMilli())
        .bind("id", id.text())
        .execute();
  }

  void memory(Transaction transaction, SessionId id, Memory memory) {
    transaction
        .handle()
        .createUpdate(
            """
            update session set memory_total_bytes = :total, memory_used_bytes = :used
            where id = :id
            """)
        .bind("total", memory.totalBytes())
        .bind("used", memory.usedBytes())
        .bind("id", id.text())
        .execute();
  }

  void connected(Transaction transaction, SessionId id, String connection) {
    transaction
        .handle()
        .createUpdate("update session set connection_id = :connection where id = :id")
        .bind("connection", connection)
        .bind("id", id.text())
        .execute();
  }

  /// Moves the number of the last stored event on.
  ///
  /// @throws ChangedMeanwhile another Manager stored it first
  void stored(Transaction transaction, StoredSession before, long eventNumber) {
    int rows =
        transaction
            .handle()
            .createUpdate(
                """
                update session set last_event_number = :number
                where id = :id and last_event_number = :before
                """)
            .bind("number", eventNumber)
            .bind("id", before.id().text())
            .bind("before", before.lastEventNumber())
            .execute();
    if (rows == 0) {
      throw new ChangedMeanwhile("the last event of the session " + before.id());
    }
  }

  void inventory(Transaction transaction, SessionId id, String inventory) {
    transaction
        .handle()
        .createUpdate("update session set inventory = :inventory where id = :id")
        .bind("inventory", inventory)
        .bind("id", id.text())
        .execute();
  }

  Optional<String> inventory(Transaction transaction, SessionId id) {
    return transaction
        .handle()
        .createQuery("select inventory from session where id = :id and inventory is not null")
        .bind("id", id.text())
        .mapTo(String.class)
        .findOne();
  }
}
