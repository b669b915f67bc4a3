package org.lifeboot.manager.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.IncidentId;
import org.lifeboot.manager.incident.IncidentState;
import org.lifeboot.manager.incident.Part;
import org.lifeboot.manager.incident.Snapshot;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// An incident as a file to take away.
final class IncidentFileTest {

  private static final Instant THEN = Instant.parse("2026-11-23T03:00:00Z");

  private static Incident incident(String reason) {
    var report =
        new Snapshot(
            CheckKind.SMART,
            "/dev/sda",
            "ST4000NM S62ANJ0R",
            Verdict.FAILED,
            reason,
            THEN,
            Optional.of(THEN),
            THEN.plusSeconds(60),
            List.of(
                new Finding(
                    "/dev/sda", Verdict.FAILED, "8 sectors cannot be read.", "Replace the drive.")),
            List.of(new Fact("/dev/sda", "temperature", "41", "°C")),
            List.of(new Snapshot.StepTaken(THEN, "/dev/sda", "reading its log")),
            List.of());
    return new Incident(
        new IncidentId("01939a7c-41b0-7c55-8c1d-3f1f1d2a9e10"),
        17,
        new ServerId("01939a7c-41b0-7c55-8c1d-3f1f1d2a9e11"),
        "rack-1",
        new SessionId("01939a7c-41b0-7c55-8c1d-3f1f1d2a9e12"),
        new CheckId("01939a7c-41b0-7c55-8c1d-3f1f1d2a9e13"),
        new Part("/dev/sda", "ST4000NM S62ANJ0R"),
        report,
        "It clicks.\nSince Monday.",
        1,
        new IncidentState.Open(THEN),
        THEN,
        "the owner");
  }

  @Test
  void itsReportReadsWithoutAManager() {
    var thread = List.of(new Incident.Entry(1, THEN, "tess", "comment", "Ordered."));

    assertThat(IncidentFile.text(incident("The drive fails."), thread).lines())
        .contains(
            "Lifeboot incident 17",
            "Server   rack-1",
            "Check    smart /dev/sda",
            "Verdict  failed: The drive fails.",
            "  It clicks.",
            "    Since Monday.",
            "  failed, /dev/sda: 8 sectors cannot be read. Replace the drive.",
            "  /dev/sda temperature: 41 °C",
            "  2026-11-23T03:00:00Z tess (comment): Ordered.",
            "  2026-11-23T03:00:00Z /dev/sda reading its log");
  }

  @Test
  void whatWouldActOnATerminalIsADot() {
    assertThat(IncidentFile.text(incident("\u001b[2J\u202egnp.exe"), List.of()))
        .contains("·[2J·gnp.exe")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void aToolsNameNeverBecomesAPath() {
    assertThat(IncidentFile.name(3, "../../etc/passwd")).isEqualTo("evidence/03-etc-passwd.txt");
    assertThat(IncidentFile.name(4, "\u202e")).isEqualTo("evidence/04-.txt");
  }
}
