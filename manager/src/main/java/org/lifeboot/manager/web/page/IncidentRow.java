package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.Part;
import org.lifeboot.manager.incident.Stage;
import org.lifeboot.protocol.Verdict;

/// One incident in a list.
///
/// @param path of its page
/// @param partWords model and serial number, or empty
public record IncidentRow(
    long number,
    String path,
    String server,
    String part,
    String partWords,
    String kind,
    Chip verdict,
    Chip state,
    Instant openedAt) {

  /// Some incidents, newest first.
  public record Rows(List<IncidentRow> rows) {
    static Rows of(List<Incident> incidents, String parent) {
      return new Rows(incidents.stream().map(found -> IncidentRow.of(found, parent)).toList());
    }
  }

  private static IncidentRow of(Incident incident, String parent) {
    return new IncidentRow(
        incident.number(),
        parent + "/" + incident.number(),
        incident.serverName(),
        Visible.text(incident.part().name()),
        Visible.text(incident.part().words()),
        Part.kind(incident.report().check()),
        chip(incident.report().verdict()),
        chip(incident.state().stage()),
        incident.openedAt());
  }

  static Chip chip(Stage stage) {
    return switch (stage) {
      case OPEN -> new Chip("Open", Tone.CARE);
      case IN_WORK -> new Chip("In work", Tone.BUSY);
      case CLOSED -> new Chip("Closed", Tone.PLAIN);
    };
  }

  static Chip chip(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> new Chip("✓ passed", Tone.GOOD);
      case WARNING -> new Chip("! warning", Tone.CARE);
      case FAILED -> new Chip("✕ failed", Tone.BAD);
      case CRASHED -> new Chip("✕ crashed", Tone.BAD);
      case INCONCLUSIVE -> new Chip("? inconclusive", Tone.PLAIN);
      case CANCELLED -> new Chip("– cancelled", Tone.PLAIN);
    };
  }
}
