package org.lifeboot.manager.incident;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckDetails;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// A check's report as it was when the incident was opened. Stored as JSON, and `IncidentReport` of
/// the API's contract. All texts come from the server: hostile.
///
/// @param targetName what the target was, in words: model and serial number of a drive
/// @param startedAt empty if it never began
/// @param steps the last [#MOST_STEPS], oldest first
/// @param evidence the tools that said something; all they said is kept with the incident
@Json
public record Snapshot(
    CheckKind check,
    String target,
    String targetName,
    Verdict verdict,
    String reason,
    Instant requestedAt,
    Optional<Instant> startedAt,
    Instant endedAt,
    List<Finding> findings,
    List<Fact> facts,
    List<StepTaken> steps,
    List<Evidence> evidence) {

  static final int MOST_STEPS = 500;

  public Snapshot {
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    steps = List.copyOf(steps);
    evidence = List.copyOf(evidence);
  }

  /// One step.
  public record StepTaken(Instant at, String part, String step) {}

  /// What one tool said, without the text.
  public record Evidence(String name, long characters) {}

  static Snapshot of(Check check, Ended ended, CheckDetails details) {
    return new Snapshot(
        check.order().kind(),
        check.order().target(),
        check.targetName(),
        ended.report().verdict(),
        ended.report().reason(),
        check.requestedAt(),
        Optional.of(ended.startedAt()).filter(time -> !time.equals(Instant.EPOCH)),
        ended.at(),
        ended.report().findings(),
        ended.report().facts(),
        last(details.steps()),
        details.evidence().stream()
            .map(said -> new Evidence(said.name(), said.characters()))
            .toList());
  }

  private static List<StepTaken> last(List<CheckDetails.StepTaken> steps) {
    return steps.stream()
        .skip(Math.max(0, steps.size() - MOST_STEPS))
        .map(step -> new StepTaken(step.at(), step.part(), step.step()))
        .toList();
  }
}
