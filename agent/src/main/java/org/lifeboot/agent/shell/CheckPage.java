package org.lifeboot.agent.shell;

import java.util.List;
import java.util.Locale;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;

/// A check's report for a person at a terminal.
final class CheckPage {

  private CheckPage() {}

  static String of(CheckReport report, List<WholeReport.Evidence> evidence) {
    var page = new StringBuilder();
    page.append(report.verdict().word().toUpperCase(Locale.ROOT)).append("  ");
    page.append(safe(report.reason())).append('\n');
    report.findings().forEach(finding -> page.append(line(finding)));
    if (!report.facts().isEmpty()) {
      page.append('\n');
      report.facts().forEach(fact -> page.append(line(fact)));
    }
    if (!report.repair().isEmpty() && !evidence.isEmpty()) {
      page.append("\nIt can be repaired, and undone: lifeboot fsck --repair --undo FILE ");
      page.append(safe(report.target())).append('\n');
    }
    if (!evidence.isEmpty()) {
      String names = String.join(", ", evidence.stream().map(said -> safe(said.name())).toList());
      page.append("\nWith --json: the output of ").append(names).append('\n');
    }
    return page.toString().stripTrailing();
  }

  private static String line(Finding finding) {
    String part = finding.part().isEmpty() ? "" : safe(finding.part()) + ": ";
    String advice = finding.advice().isEmpty() ? "" : " → " + safe(finding.advice());
    return "  %-12s  %s%s%s%n"
        .formatted(finding.verdict().word(), part, safe(finding.text()), advice);
  }

  private static String line(Fact fact) {
    String part = fact.part().isEmpty() ? "" : safe(fact.part()) + ": ";
    String unit = fact.unit().isEmpty() ? "" : " " + fact.unit();
    return "  %s%s: %s%s%n".formatted(part, safe(fact.name()), safe(fact.value()), unit);
  }

  private static String safe(String text) {
    return HostileText.line(text, 1_000);
  }
}
