package org.lifeboot.agent.shell;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.Verdict;

/// What `lifeboot check --json` prints: the report with all that was measured, and with the tools'
/// own output.
@Json
record WholeReport(
    CheckKind check,
    String target,
    Verdict verdict,
    String reason,
    List<CheckReport.Finding> findings,
    List<CheckReport.Fact> facts,
    List<RepairOffer> repair,
    List<Series> measured,
    List<Evidence> evidence) {

  /// A curve or a map.
  record Series(String name, String unit, List<Point> points) {}

  /// What a tool said.
  record Evidence(String name, String text) {}

  String toJson() {
    return Jsonb.builder().build().type(WholeReport.class).toJson(this);
  }
}
