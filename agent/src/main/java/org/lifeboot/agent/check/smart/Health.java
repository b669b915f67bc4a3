package org.lifeboot.agent.check.smart;

import java.util.Optional;
import java.util.OptionalLong;
import org.lifeboot.agent.hardware.Smartctl;
import org.lifeboot.protocol.Verdict;

/// What the drive calls itself, its temperature, and what smartctl's exit bits add.
final class Health {

  private Health() {}

  static void look(Tree answer, int exitCode, Signs signs) {
    Optional<Boolean> passed = answer.flag("smart_status", "passed");
    if (passed.isEmpty()) {
      signs.found(
          Verdict.INCONCLUSIVE, "This drive does not report SMART health.", "Scan its surface.");
    } else if (!passed.get() && !saidAlready(answer)) {
      signs.found(
          Verdict.FAILED,
          "The drive says of itself that it is failing or about to fail" + why(answer) + ".",
          Signs.REPLACE);
    }
    if (Smartctl.partUnreadable(exitCode)) {
      signs.found(Verdict.INCONCLUSIVE, "Part of its SMART data could not be read.", "");
    }
    if (Smartctl.belowThresholdOnce(exitCode) && !namesAttributeBelowOnce(answer)) {
      String text = "An attribute was at or below its threshold in the past.";
      signs.found(Verdict.WARNING, text, Signs.WATCH);
    }
    temperature(answer, signs);
  }

  /// An NVMe drive's status is its critical warning in one bit.
  private static boolean saidAlready(Tree answer) {
    return answer.number("nvme_smart_health_information_log", "critical_warning").orElse(0) != 0;
  }

  private static boolean namesAttributeBelowOnce(Tree answer) {
    return answer.list("ata_smart_attributes", "table").stream()
        .anyMatch(attribute -> !attribute.text("when_failed").isEmpty());
  }

  /// A SAS drive gives a reason.
  private static String why(Tree answer) {
    String words = answer.text("smart_status", "scsi", "ie_string");
    return words.isEmpty() ? "" : ": " + words;
  }

  private static void temperature(Tree answer, Signs signs) {
    OptionalLong now = answer.number("temperature", "current");
    OptionalLong limit = limit(answer);
    if (now.isPresent() && limit.isPresent() && now.getAsLong() >= limit.getAsLong()) {
      signs.found(
          Verdict.WARNING,
          "It is %d °C warm; its limit is %d °C.".formatted(now.getAsLong(), limit.getAsLong()),
          "Look to its cooling.");
    }
  }

  /// Drives that do not know a limit tell one of 0, or none.
  private static OptionalLong limit(Tree answer) {
    for (String name : new String[] {"op_limit_max", "drive_trip"}) {
      OptionalLong limit = answer.number("temperature", name);
      if (limit.isPresent() && limit.getAsLong() > 0 && limit.getAsLong() < 200) {
        return limit;
      }
    }
    return OptionalLong.empty();
  }
}
