package org.lifeboot.manager.health;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.health.HealthReading.Moment;
import org.lifeboot.manager.health.HealthReading.Taken;
import org.lifeboot.manager.power.PowerHealth;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.Transaction;

/// The SQL of readings, inside somebody's transaction. Thread-safe.
final class HealthTable {

  private static final String SELECT =
      """
      select id, session_id, server_id, moment, asked_at, asked_by, taken_at, answer_json
      from health_reading
      """;

  private final JsonType<PowerHealth> answers = Jsonb.builder().build().type(PowerHealth.class);

  void insert(Transaction transaction, HealthReading reading) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into health_reading
              (id, session_id, server_id, number, moment, asked_at, asked_by)
            values (:id, :session, :server,
              (select coalesce(max(number), 0) + 1 from health_reading where session_id = :session),
              :moment, :at, :by)
            """)
        .bind("id", reading.id())
        .bind("session", reading.session().text())
        .bind("server", reading.server().text())
        .bind("moment", reading.moment().text())
        .bind("at", reading.askedAt().toEpochMilli())
        .bind("by", reading.askedBy())
        .execute();
  }

  /// Stores what was told; what is stored already stays.
  void take(Transaction transaction, String id, Taken taken) {
    transaction
        .handle()
        .createUpdate(
            """
            update health_reading set taken_at = :at, answer_json = :json
            where id = :id and taken_at is null
            """)
        .bind("at", taken.at().toEpochMilli())
        .bind("json", answers.toJson(taken.health()))
        .bind("id", id)
        .execute();
  }

  Optional<HealthReading> find(Transaction transaction, String id) {
    return transaction
        .handle()
        .createQuery(SELECT + "where id = :id")
        .bind("id", id)
        .map((row, _) -> reading(row))
        .findOne();
  }

  /// All of a session, oldest first.
  List<HealthReading> ofSession(Transaction transaction, SessionId session) {
    return transaction
        .handle()
        .createQuery(SELECT + "where session_id = :session order by number")
        .bind("session", session.text())
        .map((row, _) -> reading(row))
        .list();
  }

  private HealthReading reading(ResultSet row) throws SQLException {
    @Nullable String answer = row.getString("answer_json");
    return new HealthReading(
        row.getString("id"),
        new SessionId(row.getString("session_id")),
        new ServerId(row.getString("server_id")),
        Moment.of(row.getString("moment")),
        Instant.ofEpochMilli(row.getLong("asked_at")),
        row.getString("asked_by"),
        answer == null
            ? Optional.empty()
            : Optional.of(
                new Taken(
                    Instant.ofEpochMilli(row.getLong("taken_at")), answers.fromJson(answer))));
  }
}
