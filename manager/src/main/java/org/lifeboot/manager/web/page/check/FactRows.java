package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.check.CardView.FactRow;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.Verdict;

/// The facts of a report, and those that a reader looks for and the server could not tell.
final class FactRows {

  private static final int MOST = 300;

  private FactRows() {}

  /// A fact that belongs to every report of its kind.
  ///
  /// @param words any of them, in a fact's name, is it
  private record Wanted(String name, List<String> words) {}

  static List<FactRow> of(CheckReport report) {
    List<FactRow> rows = new ArrayList<>();
    report.facts().stream().limit(MOST).map(FactRows::row).forEach(rows::add);
    if (!ranToItsEnd(report.verdict())) {
      return rows;
    }
    wanted(report.check()).stream()
        .filter(wanted -> missing(wanted, report))
        .map(wanted -> new FactRow("", wanted.name(), "not known", false))
        .forEach(rows::add);
    return rows;
  }

  private static boolean ranToItsEnd(Verdict verdict) {
    return verdict != Verdict.CRASHED && verdict != Verdict.CANCELLED;
  }

  private static FactRow row(Fact fact) {
    return new FactRow(
        Visible.text(fact.part()),
        Visible.text(fact.name()),
        Visible.text(PartName.value(fact.value(), fact.unit())),
        true);
  }

  private static boolean missing(Wanted wanted, CheckReport report) {
    return report.facts().stream()
        .map(fact -> fact.name().toLowerCase(Locale.ROOT))
        .noneMatch(name -> wanted.words().stream().anyMatch(name::contains));
  }

  private static List<Wanted> wanted(CheckKind kind) {
    return switch (kind) {
      case SMART ->
          List.of(
              new Wanted("temperature", List.of("temperature")),
              new Wanted("age", List.of("power", "age", "hours")),
              new Wanted("wear", List.of("wear", "used", "life", "spare", "reallocated")));
      case PROCESSORS ->
          List.of(
              new Wanted("temperature", List.of("temperature")),
              new Wanted("clock", List.of("clock", "frequency")));
      case MEMORY -> List.of(new Wanted("memory tested", List.of("tested")));
      case SURFACE -> List.of(new Wanted("read up to", List.of("read up to")));
      case FILESYSTEM -> List.of(new Wanted("file system", List.of("file system")));
      case RAID, REPAIR -> List.of();
    };
  }
}
