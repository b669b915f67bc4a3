package org.lifeboot.agent.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.RepairOffer;

/// The plan of a repair, for the person who is to say yes.
final class RepairPlan {

  private RepairPlan() {}

  /// @param file where what is overwritten will be saved
  static String of(CheckReport report, RepairOffer offer, Path file) {
    return """
    %s

    The repair:
    %s
    %s

    Saved before, in %s:
      %s

    To go back, before the file system is used:
      lifeboot fsck --go-back %s %s
    """
        .formatted(
            CheckPage.of(report, List.of()),
            commands(offer),
            "  " + safe(offer.writes()),
            file,
            safe(offer.saves()),
            file,
            safe(report.target()));
  }

  private static String commands(RepairOffer offer) {
    return offer.commands().stream()
        .map(line -> "  " + safe(line))
        .collect(Collectors.joining("\n"));
  }

  private static String safe(String text) {
    return HostileText.line(text, 1_000);
  }
}
