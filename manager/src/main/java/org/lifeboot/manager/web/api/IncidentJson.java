package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.IncidentState.Closed;
import org.lifeboot.manager.incident.IncidentState.InWork;
import org.lifeboot.manager.incident.IncidentState.Open;
import org.lifeboot.manager.incident.Snapshot;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.Verdict;

/// `Incident` of the contract.
///
/// @param report and `thread`: only when one incident is asked for
@Json
public record IncidentJson(
    long number,
    String id,
    String serverId,
    String serverName,
    String sessionId,
    String checkId,
    CheckKind check,
    String part,
    String partName,
    Verdict verdict,
    String reason,
    String state,
    Optional<String> stateBy,
    Instant stateSince,
    Instant openedAt,
    String openedBy,
    String words,
    Optional<Snapshot> report,
    Optional<List<EntryJson>> thread) {

  static IncidentJson of(Incident incident) {
    return of(incident, Optional.empty(), Optional.empty());
  }

  static IncidentJson of(Incident incident, List<Incident.Entry> thread) {
    return of(
        incident,
        Optional.of(incident.report()),
        Optional.of(thread.stream().map(EntryJson::of).toList()));
  }

  private static IncidentJson of(
      Incident incident, Optional<Snapshot> report, Optional<List<EntryJson>> thread) {
    return new IncidentJson(
        incident.number(),
        incident.id().text(),
        incident.server().text(),
        incident.serverName(),
        incident.session().text(),
        incident.check().text(),
        incident.report().check(),
        incident.part().name(),
        incident.part().words(),
        incident.report().verdict(),
        incident.report().reason(),
        incident.state().stage().text(),
        stateBy(incident),
        incident.state().since(),
        incident.openedAt(),
        incident.openedBy(),
        incident.words(),
        report,
        thread);
  }

  private static Optional<String> stateBy(Incident incident) {
    return switch (incident.state()) {
      case Open _ -> Optional.empty();
      case InWork(String by, _) -> Optional.of(by);
      case Closed(String by, _) -> Optional.of(by);
    };
  }

  /// `IncidentEntry` of the contract.
  @Json
  public record EntryJson(long number, Instant at, String by, String deed, String text) {
    static EntryJson of(Incident.Entry entry) {
      return new EntryJson(entry.number(), entry.at(), entry.by(), entry.deed(), entry.text());
    }
  }

  /// `Incidents` of the contract.
  @Json
  public record ListJson(List<IncidentJson> incidents) {}
}
