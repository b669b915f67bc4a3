package org.lifeboot.agent.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// The order in which a person reads findings, and no more of them than help.
public final class GravestFirst {

  private GravestFirst() {}

  /// Each once, the gravest first; those beyond [CheckReport#MOST_FINDINGS] are only counted.
  public static List<Finding> of(List<Finding> findings) {
    List<Finding> sorted =
        findings.stream()
            .distinct()
            .sorted(Comparator.comparingInt(finding -> rank(finding.verdict())))
            .toList();
    if (sorted.size() <= CheckReport.MOST_FINDINGS) {
      return sorted;
    }
    var kept = new ArrayList<>(sorted.subList(0, CheckReport.MOST_FINDINGS - 1));
    String rest = (sorted.size() - kept.size()) + " more findings, none of them graver.";
    kept.add(new Finding("", sorted.get(kept.size()).verdict(), rest, ""));
    return List.copyOf(kept);
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case FAILED -> 0;
      case CRASHED -> 1;
      case WARNING -> 2;
      case INCONCLUSIVE -> 3;
      case CANCELLED -> 4;
      case PASSED -> 5;
    };
  }
}
