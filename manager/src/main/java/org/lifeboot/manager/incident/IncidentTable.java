package org.lifeboot.manager.incident;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.ChangedMeanwhile;
import org.lifeboot.manager.store.Transaction;

/// The SQL of incidents, inside somebody's transaction. Thread-safe.
final class IncidentTable {

  private static final int MOST_ROWS = 500;

  private static final String SELECT =
      """
      select id, number, server_id, server_name, session_id, check_id, part, part_name, report_json,
        words, version, state_json, opened_at, opened_by
      from incident
      """;

  private final JsonType<IncidentState> states = Jsonb.builder().build().type(IncidentState.class);
  private final JsonType<Snapshot> reports = Jsonb.builder().build().type(Snapshot.class);

  long nextNumber(Transaction transaction) {
    return transaction
        .handle()
        .createQuery("select coalesce(max(number), 0) + 1 from incident")
        .mapTo(Long.class)
        .one();
  }

  /// Stores an incident with a copy of all that the tools of its check said.
  void insert(Transaction transaction, Incident incident) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into incident (id, number, server_id, server_name, session_id, check_id, part,
              part_name, report_json, words, version, state, state_json, opened_at, opened_by)
            values (:id, :number, :server, :serverName, :session, :check, :part,
              :partName, :report, :words, 1, :state, :json, :at, :by)
            """)
        .bind("id", incident.id().text())
        .bind("number", incident.number())
        .bind("server", incident.server().text())
        .bind("serverName", incident.serverName())
        .bind("session", incident.session().text())
        .bind("check", incident.check().text())
        .bind("part", incident.part().name())
        .bind("partName", incident.part().words())
        .bind("report", reports.toJson(incident.report()))
        .bind("words", incident.words())
        .bind("state", incident.state().stage().text())
        .bind("json", states.toJson(incident.state()))
        .bind("at", incident.openedAt().toEpochMilli())
        .bind("by", incident.openedBy())
        .execute();
    transaction
        .handle()
        .createUpdate(
            """
            insert into incident_evidence (incident_id, number, name, text)
            select :id, number, name, text from check_evidence where check_id = :check
            """)
        .bind("id", incident.id().text())
        .bind("check", incident.check().text())
        .execute();
  }

  /// Stores the state that follows.
  ///
  /// @throws ChangedMeanwhile it is not the version that was read any more
  void update(Transaction transaction, Incident before, IncidentState after) {
    int rows =
        transaction
            .handle()
            .createUpdate(
                """
                update incident set version = version + 1, state = :state, state_json = :json
                where id = :id and version = :version
                """)
            .bind("state", after.stage().text())
            .bind("json", states.toJson(after))
            .bind("id", before.id().text())
            .bind("version", before.version())
            .execute();
    if (rows == 0) {
      throw new ChangedMeanwhile("the incident " + before.number());
    }
  }

  Optional<Incident> find(Transaction transaction, IncidentId id) {
    return one(transaction, "where id = :key", id.text());
  }

  Optional<Incident> numbered(Transaction transaction, long number) {
    return one(transaction, "where number = :key", number);
  }

  /// The one of a check that is not closed.
  Optional<Incident> live(Transaction transaction, CheckId check) {
    return one(transaction, "where check_id = :key and state <> 'closed'", check.text());
  }

  private Optional<Incident> one(Transaction transaction, String where, Object key) {
    return transaction
        .handle()
        .createQuery(SELECT + where)
        .bind("key", key)
        .map((row, _) -> incident(row))
        .findOne();
  }

  /// All of a session, newest first.
  List<Incident> ofSession(Transaction transaction, SessionId session) {
    return many(transaction, "where session_id = :key", session.text());
  }

  /// The newest of these stages, newest first.
  List<Incident> all(Transaction transaction, List<Stage> stages) {
    return transaction
        .handle()
        .createQuery(SELECT + "where state in (<stages>) order by number desc limit " + MOST_ROWS)
        .bindList("stages", stages.stream().map(Stage::text).toList())
        .map((row, _) -> incident(row))
        .list();
  }

  private List<Incident> many(Transaction transaction, String where, Object key) {
    return transaction
        .handle()
        .createQuery(SELECT + where + " order by number desc limit " + MOST_ROWS)
        .bind("key", key)
        .map((row, _) -> incident(row))
        .list();
  }

  private Incident incident(ResultSet row) throws SQLException {
    return new Incident(
        new IncidentId(row.getString("id")),
        row.getLong("number"),
        new ServerId(row.getString("server_id")),
        row.getString("server_name"),
        new SessionId(row.getString("session_id")),
        new CheckId(row.getString("check_id")),
        new Part(row.getString("part"), row.getString("part_name")),
        reports.fromJson(row.getString("report_json")),
        row.getString("words"),
        row.getLong("version"),
        states.fromJson(row.getString("state_json")),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        row.getString("opened_by"));
  }
}
