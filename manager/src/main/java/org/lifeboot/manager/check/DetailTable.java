package org.lifeboot.manager.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.check.CheckDetails.Evidence;
import org.lifeboot.manager.check.CheckDetails.Series;
import org.lifeboot.manager.check.CheckDetails.StepTaken;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentEvent.CheckMeasured;
import org.lifeboot.protocol.AgentEvent.Point;

/// The SQL of what was told of checks on their way. Thread-safe.
final class DetailTable {

  void step(Transaction transaction, CheckId check, Instant at, String part, String step) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into check_step (check_id, number, at, part, step)
            values (:check,
              (select coalesce(max(number), 0) + 1 from check_step where check_id = :check),
              :at, :part, :step)
            """)
        .bind("check", check.text())
        .bind("at", at.toEpochMilli())
        .bind("part", part)
        .bind("step", step)
        .execute();
  }

  void measured(Transaction transaction, CheckId check, CheckMeasured measured) {
    if (measured.points().isEmpty()) {
      return;
    }
    var batch =
        transaction
            .handle()
            .prepareBatch(
                """
                insert into check_point (check_id, series, x, y, unit)
                values (:check, :series, :x, :y, :unit)
                on conflict (check_id, series, x) do update set y = excluded.y
                """);
    for (Point point : measured.points()) {
      batch
          .bind("check", check.text())
          .bind("series", measured.series())
          .bind("x", point.x())
          .bind("y", point.y())
          .bind("unit", measured.unit())
          .add();
    }
    batch.execute();
  }

  void evidence(Transaction transaction, CheckId check, String name, String text) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into check_evidence (check_id, number, name, text)
            values (:check,
              (select coalesce(max(number), 0) + 1 from check_evidence where check_id = :check),
              :name, :text)
            """)
        .bind("check", check.text())
        .bind("name", name)
        .bind("text", text.replace("\u0000", "\u2400")) // PostgreSQL takes no NUL in text
        .execute();
  }

  CheckDetails of(Transaction transaction, CheckId check) {
    return new CheckDetails(
        steps(transaction, check), series(transaction, check), evidence(transaction, check));
  }

  private static List<StepTaken> steps(Transaction transaction, CheckId check) {
    return transaction
        .handle()
        .createQuery(
            "select at, part, step from check_step where check_id = :check order by number")
        .bind("check", check.text())
        .map(
            (row, _) ->
                new StepTaken(
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("part"),
                    row.getString("step")))
        .list();
  }

  private static List<Series> series(Transaction transaction, CheckId check) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    transaction
        .handle()
        .createQuery(
            """
            select series, x, y, unit from check_point where check_id = :check order by series, x
            """)
        .bind("check", check.text())
        .map(
            (row, _) -> {
              String name = row.getString("series");
              units.put(name, row.getString("unit"));
              return points
                  .computeIfAbsent(name, _ -> new ArrayList<>())
                  .add(new Point(row.getDouble("x"), row.getDouble("y")));
            })
        .list();
    return points.entrySet().stream()
        .map(
            entry ->
                new Series(
                    entry.getKey(), units.getOrDefault(entry.getKey(), ""), entry.getValue()))
        .toList();
  }

  private static List<Evidence> evidence(Transaction transaction, CheckId check) {
    return transaction
        .handle()
        .createQuery(
            """
            select name, sum(length(text)) as characters, min(number) as first from check_evidence
            where check_id = :check group by name order by first
            """)
        .bind("check", check.text())
        .map((row, _) -> new Evidence(row.getString("name"), row.getLong("characters")))
        .list();
  }

  /// All that a tool said; empty when it said nothing.
  Optional<String> evidence(Transaction transaction, CheckId check, String name) {
    List<String> pieces =
        transaction
            .handle()
            .createQuery(
                """
                select text from check_evidence where check_id = :check and name = :name
                order by number
                """)
            .bind("check", check.text())
            .bind("name", name)
            .mapTo(String.class)
            .list();
    return pieces.isEmpty() ? Optional.empty() : Optional.of(String.join("", pieces));
  }
}
