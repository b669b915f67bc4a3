package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckDetails;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.CheckState.Running;
import org.lifeboot.manager.check.CheckState.Waiting;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.Verdict;

/// `Check` of the contract.
///
/// @param repair the repair that it offers: at most one
/// @param undoes the id of the repair that this check puts back
/// @param saved what this repair has saved, once all of it is here
/// @param details only when one check is asked for, and in a report
@Json
public record CheckJson(
    String id,
    String sessionId,
    String serverId,
    String serverName,
    CheckKind check,
    String target,
    String targetName,
    String state,
    Optional<Verdict> verdict,
    Optional<String> reason,
    Instant requestedAt,
    String requestedBy,
    Optional<String> cancelledBy,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<ProgressJson> progress,
    List<CheckReport.Finding> findings,
    List<CheckReport.Fact> facts,
    List<RepairOffer> repair,
    Optional<String> undoes,
    Optional<SavedJson> saved,
    Optional<DetailsJson> details) {

  static CheckJson of(Check check, Optional<SavedFile> saved) {
    return of(check, saved, Optional.empty());
  }

  static CheckJson of(Check check, Optional<SavedFile> saved, CheckDetails details) {
    return of(check, saved, Optional.of(DetailsJson.of(details)));
  }

  private static CheckJson of(
      Check check, Optional<SavedFile> saved, Optional<DetailsJson> details) {
    var told = Told.of(check);
    return new CheckJson(
        check.id().text(),
        check.session().text(),
        check.server().text(),
        check.serverName(),
        check.order().kind(),
        check.order().target(),
        check.targetName(),
        check.state().text(),
        told.report().map(CheckReport::verdict),
        told.report().map(CheckReport::reason),
        check.requestedAt(),
        check.requestedBy(),
        check.cancelledBy(),
        told.startedAt(),
        told.endedAt(),
        check.state() instanceof Running
            ? check.progress().map(ProgressJson::of)
            : Optional.empty(),
        told.report().map(CheckReport::findings).orElse(List.of()),
        told.report().map(CheckReport::facts).orElse(List.of()),
        told.report().map(CheckReport::repair).orElse(List.of()),
        check.order() instanceof CheckOrder.Undo(_, String repair)
            ? Optional.of(repair)
            : Optional.empty(),
        saved.map(SavedJson::of),
        details);
  }

  /// What only some states have.
  private record Told(
      Optional<Instant> startedAt, Optional<Instant> endedAt, Optional<CheckReport> report) {

    static Told of(Check check) {
      return switch (check.state()) {
        case Waiting _ -> new Told(Optional.empty(), Optional.empty(), Optional.empty());
        case Running(var startedAt, _) ->
            new Told(Optional.of(startedAt), Optional.empty(), Optional.empty());
        case Ended(var at, var startedAt, _, var report) ->
            new Told(
                Optional.of(startedAt).filter(time -> !time.equals(Instant.EPOCH)),
                Optional.of(at),
                Optional.of(report));
      };
    }
  }

  /// `Saved` of the contract.
  @Json
  public record SavedJson(long sizeBytes, String sha256, Instant savedAt) {
    static SavedJson of(SavedFile file) {
      return new SavedJson(file.sizeBytes(), file.sha256(), file.at());
    }
  }

  /// `CheckProgress` of the contract.
  @Json
  public record ProgressJson(
      String part,
      String step,
      Optional<Integer> percent,
      Optional<Long> secondsLeft,
      Instant heardAt) {
    static ProgressJson of(Check.Progress progress) {
      return new ProgressJson(
          progress.part(),
          progress.step(),
          Optional.of(progress.percent()).filter(percent -> percent >= 0),
          Optional.of(progress.secondsLeft()).filter(seconds -> seconds >= 0),
          progress.heardAt());
    }
  }

  /// `CheckDetails` of the contract.
  @Json
  public record DetailsJson(
      List<StepJson> steps, List<SeriesJson> measured, List<EvidenceJson> evidence) {
    static DetailsJson of(CheckDetails details) {
      return new DetailsJson(
          details.steps().stream()
              .map(step -> new StepJson(step.at(), step.part(), step.step()))
              .toList(),
          details.measured().stream()
              .map(series -> new SeriesJson(series.name(), series.unit(), series.points()))
              .toList(),
          details.evidence().stream()
              .map(said -> new EvidenceJson(said.name(), said.characters()))
              .toList());
    }
  }

  /// One step of `CheckDetails`.
  @Json
  public record StepJson(Instant at, String part, String step) {}

  /// One curve or map of `CheckDetails`.
  @Json
  public record SeriesJson(String name, String unit, List<Point> points) {}

  /// One tool's output of `CheckDetails`.
  @Json
  public record EvidenceJson(String name, long characters) {}

  /// `Checks` of the contract.
  @Json
  public record ListJson(List<CheckJson> checks) {}

  /// `Report` of the contract.
  @Json
  public record ReportJson(
      String serverName,
      String sessionId,
      Instant madeAt,
      Verdict verdict,
      List<CheckJson> checks,
      ControllerJson controller) {}
}
