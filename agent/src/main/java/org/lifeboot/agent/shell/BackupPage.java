package org.lifeboot.agent.shell;

import java.util.List;
import java.util.Locale;
import org.lifeboot.agent.backup.BackupReport;
import org.lifeboot.agent.backup.Lost;
import org.lifeboot.agent.tool.HostileText;

/// What a backup came to, for a person at a terminal.
final class BackupPage {

  private static final int MOST = 20;

  private BackupPage() {}

  static String of(BackupReport report) {
    var page = new StringBuilder();
    page.append(report.state().word().toUpperCase(Locale.ROOT).replace('-', ' ')).append("  ");
    page.append(safe(report.reason())).append('\n');
    page.append("  ").append(report.source().isEmpty() ? "" : safe(report.source()) + " → ");
    page.append(safe(report.target())).append('\n');
    some(page, report.lost().stream().map(BackupPage::line).toList());
    some(page, report.unreadable().stream().map(name -> "not read: " + safe(name)).toList());
    report.next().forEach(next -> page.append("\n  ").append(safe(next)));
    return page.toString().stripTrailing();
  }

  private static String line(Lost lost) {
    return "lost: bytes %,d to %,d"
        .formatted(lost.fromBytes(), lost.fromBytes() + lost.lengthBytes() - 1);
  }

  private static void some(StringBuilder page, List<String> lines) {
    lines.stream().limit(MOST).forEach(line -> page.append("  ").append(line).append('\n'));
    if (lines.size() > MOST) {
      page.append("  … and %,d more (all of them with --json)%n".formatted(lines.size() - MOST));
    }
  }

  private static String safe(String text) {
    return HostileText.line(text, 1_000);
  }
}
