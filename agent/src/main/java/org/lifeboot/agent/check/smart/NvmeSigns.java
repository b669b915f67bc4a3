package org.lifeboot.agent.check.smart;

import static org.lifeboot.agent.check.smart.Signs.REPLACE;
import static org.lifeboot.agent.check.smart.Signs.WATCH;

import java.util.List;
import java.util.OptionalLong;
import org.lifeboot.protocol.Verdict;

/// What an NVMe drive tells that foretells failure (NVM Express Base Specification, "SMART / Health
/// Information").
final class NvmeSigns {

  static final int TOO_HOT = 1 << 1;

  private static final List<Warning> WARNINGS =
      List.of(
          new Warning(1, Verdict.FAILED, "Its spare capacity is below the threshold."),
          new Warning(TOO_HOT, Verdict.WARNING, "Its temperature is outside the limits."),
          new Warning(1 << 2, Verdict.FAILED, "Media or internal errors make it unreliable."),
          new Warning(1 << 3, Verdict.FAILED, "It has become read-only."),
          new Warning(1 << 4, Verdict.FAILED, "The backup of its volatile memory has failed."),
          new Warning(1 << 5, Verdict.FAILED, "Its persistent memory region is unreliable."));

  /// One bit of the critical warning.
  private record Warning(int bit, Verdict verdict, String text) {}

  private NvmeSigns() {}

  static void look(Tree answer, Signs signs) {
    Tree log = answer.at("nvme_smart_health_information_log");
    criticalWarning(log.number("critical_warning"), signs);
    spare(log, signs);
    wear(log.number("percentage_used"), signs);
    signs.counted("media errors", log.number("media_errors"), 1, WATCH);
    signs.number("unsafe shutdowns", log.number("unsafe_shutdowns"), "");
    signs.number("error log entries", log.number("num_err_log_entries"), "");
    signs.number("time above the warning temperature", log.number("warning_temp_time"), "minutes");
    signs.number(
        "time above the critical temperature", log.number("critical_comp_time"), "minutes");
  }

  private static void criticalWarning(OptionalLong bits, Signs signs) {
    long left = bits.orElse(0);
    for (Warning warning : WARNINGS) {
      if ((left & warning.bit()) != 0) {
        String advice = warning.verdict() == Verdict.FAILED ? REPLACE : "Look to its cooling.";
        signs.found(warning.verdict(), warning.text(), advice);
        left &= ~warning.bit();
      }
    }
    if (left != 0) {
      String text = "It gives a critical warning that is not known (bits %d).".formatted(left);
      signs.found(Verdict.FAILED, text, REPLACE);
    }
  }

  private static void spare(Tree log, Signs signs) {
    OptionalLong spare = log.number("available_spare");
    OptionalLong threshold = log.number("available_spare_threshold");
    signs.number("spare capacity", spare, "%");
    if (spare.isPresent()
        && threshold.isPresent()
        && spare.getAsLong() < threshold.getAsLong()
        && (log.number("critical_warning").orElse(0) & 1) == 0) {
      String text =
          "Its spare capacity, %d %%, is below the threshold of %d %%."
              .formatted(spare.getAsLong(), threshold.getAsLong());
      signs.found(Verdict.FAILED, text, REPLACE);
    }
  }

  /// Also of other drives that tell it.
  static void wear(OptionalLong percentUsed, Signs signs) {
    signs.number("endurance used", percentUsed, "%");
    if (percentUsed.orElse(0) >= 100) {
      String text = "It has used %d %% of its rated endurance.".formatted(percentUsed.getAsLong());
      signs.found(Verdict.WARNING, text, "Plan for a new drive.");
    }
  }
}
