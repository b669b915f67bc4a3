package org.lifeboot.agent.check.filesystem;

import java.util.List;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What lies in `lost+found`: files that a repair, this one or an earlier one, found without a
/// name.
final class LostAndFound {

  private LostAndFound() {}

  static List<Finding> findings(int entries) {
    if (entries == 0) {
      return List.of();
    }
    String count = entries == 1 ? "1 entry lies" : entries + " entries lie";
    return List.of(
        new Finding(
            "lost+found",
            Verdict.WARNING,
            count + " in lost+found after the rehearsed repair: files that had lost their names.",
            "Look at them by content; what is not needed can be removed."));
  }
}
