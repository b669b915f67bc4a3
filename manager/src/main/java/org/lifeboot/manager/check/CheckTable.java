package org.lifeboot.manager.check;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.ChangedMeanwhile;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.Codec;

/// The SQL of checks, inside somebody's transaction. Thread-safe.
final class CheckTable {

  /// What a history shows at once.
  private static final int MOST_ROWS = 500;

  private static final String SELECT =
      """
      select id, session_id, server_id, server_name, target_name, order_json, version, state_json,
        requested_at, requested_by, cancelled_by, progress_json
      from check_run
      """;

  private final Codec codec = new Codec();
  private final JsonType<CheckState> states = Jsonb.builder().build().type(CheckState.class);
  private final JsonType<ProgressJson> progress = Jsonb.builder().build().type(ProgressJson.class);

  void insert(Transaction transaction, Check check) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into check_run (id, session_id, server_id, server_name, kind, target,
              target_name, order_json, version, state, state_json, requested_at, requested_by)
            values (:id, :session, :server, :serverName, :kind, :target,
              :targetName, :order, 1, :state, :json, :at, :by)
            """)
        .bind("id", check.id().text())
        .bind("session", check.session().text())
        .bind("server", check.server().text())
        .bind("serverName", check.serverName())
        .bind("kind", check.order().kind().word())
        .bind("target", check.order().target())
        .bind("targetName", check.targetName())
        .bind("order", codec.write(check.order()))
        .bind("state", check.state().text())
        .bind("json", states.toJson(check.state()))
        .bind("at", check.requestedAt().toEpochMilli())
        .bind("by", check.requestedBy())
        .execute();
  }

  /// Stores the state that follows.
  ///
  /// @throws ChangedMeanwhile it is not the version that was read any more
  void update(Transaction transaction, Check before, CheckState after) {
    int rows =
        transaction
            .handle()
            .createUpdate(
                """
                update check_run set version = version + 1, state = :state, state_json = :json
                where id = :id and version = :version
                """)
            .bind("state", after.text())
            .bind("json", states.toJson(after))
            .bind("id", before.id().text())
            .bind("version", before.version())
            .execute();
    if (rows == 0) {
      throw new ChangedMeanwhile("the check " + before.id());
    }
  }

  void cancelledBy(Transaction transaction, CheckId id, String name) {
    transaction
        .handle()
        .createUpdate(
            "update check_run set cancelled_by = coalesce(cancelled_by, :name) where id = :id")
        .bind("name", name)
        .bind("id", id.text())
        .execute();
  }

  /// The newest progress of a check of this session that is not over.
  void progress(Transaction transaction, SessionId session, CheckId id, Check.Progress newest) {
    transaction
        .handle()
        .createUpdate(
            """
            update check_run set progress_json = :json
            where id = :id and session_id = :session and state = 'running'
            """)
        .bind("json", progress.toJson(ProgressJson.of(newest)))
        .bind("id", id.text())
        .bind("session", session.text())
        .execute();
  }

  Optional<Check> find(Transaction transaction, CheckId id) {
    return transaction
        .handle()
        .createQuery(SELECT + "where id = :id")
        .bind("id", id.text())
        .map((row, _) -> check(row))
        .findOne();
  }

  /// All of a session, in the order asked for.
  List<Check> ofSession(Transaction transaction, SessionId session) {
    return transaction
        .handle()
        .createQuery(SELECT + "where session_id = :key order by requested_at, id")
        .bind("key", session.text())
        .map((row, _) -> check(row))
        .list();
  }

  boolean anyUnfinished(Transaction transaction, SessionId session) {
    return transaction
        .handle()
        .createQuery(
            """
            select id from check_run where session_id = :session and state <> 'ended' limit 1
            """)
        .bind("session", session.text())
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /// The newest of a server, newest first.
  List<Check> ofServer(Transaction transaction, ServerId server) {
    return transaction
        .handle()
        .createQuery(
            SELECT
                + "where server_id = :key order by requested_at desc, id desc limit "
                + MOST_ROWS)
        .bind("key", server.text())
        .map((row, _) -> check(row))
        .list();
  }

  private Check check(ResultSet row) throws SQLException {
    @Nullable String heard = row.getString("progress_json");
    return new Check(
        new CheckId(row.getString("id")),
        new SessionId(row.getString("session_id")),
        new ServerId(row.getString("server_id")),
        row.getString("server_name"),
        codec.checkOrder(row.getString("order_json")),
        row.getString("target_name"),
        row.getLong("version"),
        states.fromJson(row.getString("state_json")),
        Instant.ofEpochMilli(row.getLong("requested_at")),
        row.getString("requested_by"),
        Optional.ofNullable(row.getString("cancelled_by")),
        heard == null ? Optional.empty() : Optional.of(progress.fromJson(heard).progress()));
  }
}
