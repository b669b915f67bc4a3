package org.lifeboot.agent.check.raid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What was seen of the arrays, as it is gathered.
final class Seen {

  private final List<Finding> findings = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  void found(String part, Verdict verdict, String text, String advice) {
    findings.add(new Finding(part, verdict, text, advice));
  }

  void fact(String part, String name, String value, String unit) {
    if (!value.isEmpty()) {
      facts.add(new Fact(part, name, value, unit));
    }
  }

  /// The gravest first; those beyond the limit are of the lightest.
  List<Finding> findings() {
    return findings.stream()
        .sorted(Comparator.comparingInt(each -> gravity(each.verdict())))
        .limit(CheckReport.MOST_FINDINGS)
        .toList();
  }

  List<Fact> facts() {
    return List.copyOf(facts);
  }

  private static int gravity(Verdict verdict) {
    return switch (verdict) {
      case FAILED, CRASHED -> 0;
      case WARNING -> 1;
      case INCONCLUSIVE, CANCELLED -> 2;
      case PASSED -> 3;
    };
  }
}
