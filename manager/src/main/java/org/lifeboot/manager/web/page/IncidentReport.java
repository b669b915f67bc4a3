package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.Snapshot;
import org.lifeboot.manager.web.Door;

/// The report in an incident.
///
/// @param steps the last ones, oldest first
public record IncidentReport(
    Chip verdict,
    String reason,
    Instant endedAt,
    List<Found> findings,
    List<Known> facts,
    List<Step> steps,
    List<Evidence> evidence) {

  /// One thing that was seen.
  public record Found(String part, Chip verdict, String text, String advice) {}

  /// One thing that is known.
  public record Known(String name, String value) {}

  /// One step.
  public record Step(Instant at, String words) {}

  /// What a tool said.
  ///
  /// @param path where it can be had, or empty
  public record Evidence(String name, long characters, String path) {}

  /// As support sees it.
  ///
  /// @param evidence where it can be had, or empty
  static IncidentReport of(Incident incident, String evidence) {
    Snapshot report = incident.report();
    return new IncidentReport(
        IncidentRow.chip(report.verdict()),
        Visible.text(report.reason()),
        report.endedAt(),
        report.findings().stream()
            .map(
                seen ->
                    new Found(
                        Visible.text(seen.part()),
                        IncidentRow.chip(seen.verdict()),
                        Visible.text(seen.text()),
                        Visible.text(seen.advice())))
            .toList(),
        report.facts().stream()
            .map(
                fact ->
                    new Known(joined(fact.part(), fact.name()), joined(fact.value(), fact.unit())))
            .toList(),
        report.steps().stream()
            .map(step -> new Step(step.at(), joined(step.part(), step.step())))
            .toList(),
        report.evidence().stream().map(said -> evidence(said, evidence)).toList());
  }

  private static Evidence evidence(Snapshot.Evidence said, String parent) {
    String path =
        parent.isEmpty() ? "" : parent + "/" + Door.pathSafe(said.name()).replace("+", "%20");
    return new Evidence(Visible.text(said.name()), said.characters(), path);
  }

  private static String joined(String one, String other) {
    return Visible.text((one + " " + other).strip());
  }
}
