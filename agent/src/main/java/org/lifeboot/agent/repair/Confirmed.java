package org.lifeboot.agent.repair;

import java.util.Optional;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// What is rehearsed must be what was shown.
final class Confirmed {

  private Confirmed() {}

  /// Why a rehearsal is another one than the plan's; empty when it is that.
  static Optional<String> otherwise(CheckReport report, String fingerprint) {
    if (report.verdict() == Verdict.PASSED || report.verdict() == Verdict.WARNING) {
      return Optional.of("There is nothing to repair: " + report.reason());
    }
    if (report.verdict() == Verdict.INCONCLUSIVE || report.repair().isEmpty()) {
      return Optional.of(
          "The rehearsal came out otherwise than the confirmed one: " + report.reason());
    }
    return report.repair().getFirst().fingerprint().equals(fingerprint)
        ? Optional.empty()
        : Optional.of(
            "The file system has changed since this repair was shown and confirmed: run the"
                + " check again and look at its plan.");
  }
}
