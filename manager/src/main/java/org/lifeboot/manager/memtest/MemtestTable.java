package org.lifeboot.manager.memtest;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.lifeboot.manager.memtest.MemtestState.Booting;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.store.ChangedMeanwhile;
import org.lifeboot.manager.store.Transaction;

/// The SQL of choices of Memtest86+, inside somebody's transaction. Thread-safe.
final class MemtestTable {

  private static final String SELECT =
      "select id, server_id, version, state_json, chosen_at, chosen_by, heard_json from memtest ";

  private static final String LIVE = "state in ('chosen', 'booting', 'sending', 'sent')";

  private final JsonType<MemtestState> json = Jsonb.builder().build().type(MemtestState.class);
  private final JsonType<Heard> heardJson = Jsonb.builder().build().type(Heard.class);

  void insert(Transaction transaction, Memtest memtest) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into memtest (id, server_id, version, state, state_json, chosen_at, chosen_by)
            values (:id, :server, :version, :state, :json, :at, :by)
            """)
        .bind("id", memtest.id())
        .bind("server", memtest.serverId().text())
        .bind("version", memtest.version())
        .bind("state", memtest.state().text())
        .bind("json", json.toJson(memtest.state()))
        .bind("at", memtest.chosenAt().toEpochMilli())
        .bind("by", memtest.chosenBy())
        .execute();
  }

  /// Stores the state that follows.
  ///
  /// @throws ChangedMeanwhile it is not the version that was read any more
  void update(Transaction transaction, Memtest before, MemtestState after) {
    int rows =
        transaction
            .handle()
            .createUpdate(
                """
                update memtest set version = version + 1, state = :state, state_json = :json,
                  boot_sha256 = coalesce(:boot, boot_sha256)
                where id = :id and version = :version
                """)
            .bind("state", after.text())
            .bind("json", json.toJson(after))
            .bind("boot", after instanceof Booting booting ? booting.bootSha256() : null)
            .bind("id", before.id())
            .bind("version", before.version())
            .execute();
    if (rows == 0) {
      throw new ChangedMeanwhile("the choice of Memtest86+ " + before.id());
    }
  }

  Optional<Memtest> find(Transaction transaction, String id) {
    return one(transaction, "where id = :key", id);
  }

  Optional<Memtest> ofBoot(Transaction transaction, String bootSha256) {
    return one(transaction, "where boot_sha256 = :key", bootSha256);
  }

  Optional<Memtest> liveOf(Transaction transaction, ServerId server) {
    return one(transaction, "where server_id = :key and " + LIVE, server.text());
  }

  Optional<Memtest> newestOf(Transaction transaction, ServerId server) {
    return one(transaction, "where server_id = :key order by id desc limit 1", server.text());
  }

  List<Memtest> newest(Transaction transaction) {
    return query(transaction, "where id in (select max(id) from memtest group by server_id)", "")
        .map((row, _) -> memtest(row))
        .list();
  }

  private Optional<Memtest> one(Transaction transaction, String where, String key) {
    return query(transaction, where, key).map((row, _) -> memtest(row)).findOne();
  }

  private static Query query(Transaction transaction, String where, String key) {
    return transaction.handle().createQuery(SELECT + where).bind("key", key);
  }

  private Memtest memtest(ResultSet row) throws SQLException {
    return new Memtest(
        row.getString("id"),
        new ServerId(row.getString("server_id")),
        row.getLong("version"),
        json.fromJson(row.getString("state_json")),
        Instant.ofEpochMilli(row.getLong("chosen_at")),
        row.getString("chosen_by"),
        Optional.ofNullable(row.getString("heard_json")).map(heardJson::fromJson),
        List.of());
  }

  /// Those whose server speaks, or will soon.
  List<Memtest> audible(Transaction transaction) {
    return query(transaction, "where state in ('booting', 'sending', 'sent')", "")
        .map((row, _) -> memtest(row))
        .list();
  }

  /// Stores what was heard; the state and its version are another thing.
  void hear(Transaction transaction, String id, Heard heard) {
    transaction
        .handle()
        .createUpdate("update memtest set heard_json = :json where id = :id")
        .bind("json", heardJson.toJson(heard))
        .bind("id", id)
        .execute();
  }

  /// Takes the right to listen, or holds it for longer.
  ///
  /// @return false: another one has it
  boolean claim(Transaction transaction, String id, String by, Instant now, Instant until) {
    return transaction
            .handle()
            .createUpdate(
                """
                update memtest set heard_by = :by, heard_until = :until
                where id = :id and (heard_by = :by or heard_until <= :now)
                """)
            .bind("by", by)
            .bind("until", until.toEpochMilli())
            .bind("id", id)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  void tell(Transaction transaction, String id, Instant at, List<MemtestStep.Line> lines) {
    for (MemtestStep.Line line : lines) {
      transaction
          .handle()
          .createUpdate(
              """
              insert into memtest_line (memtest_id, number, at, step, text, by_name)
              values (:id,
                (select coalesce(max(number), 0) + 1 from memtest_line where memtest_id = :id),
                :at, :step, :text, :by)
              """)
          .bind("id", id)
          .bind("at", at.toEpochMilli())
          .bind("step", line.step())
          .bind("text", line.text())
          .bind("by", line.by().orElse(null))
          .execute();
    }
  }

  Memtest withTimeline(Transaction transaction, Memtest memtest) {
    return new Memtest(
        memtest.id(),
        memtest.serverId(),
        memtest.version(),
        memtest.state(),
        memtest.chosenAt(),
        memtest.chosenBy(),
        memtest.heard(),
        timeline(transaction, memtest.id()));
  }

  private static List<Memtest.Line> timeline(Transaction transaction, String id) {
    return transaction
        .handle()
        .createQuery(
            """
            select number, at, step, text, by_name from memtest_line
            where memtest_id = :id order by number
            """)
        .bind("id", id)
        .map(
            (row, _) ->
                new Memtest.Line(
                    row.getLong("number"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("step"),
                    row.getString("text"),
                    Optional.ofNullable(row.getString("by_name"))))
        .list();
  }
}
