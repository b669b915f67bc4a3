package org.lifeboot.agent.check.smart;

import static org.lifeboot.agent.check.smart.Signs.REPLACE;
import static org.lifeboot.agent.check.smart.Signs.WATCH;

import java.util.OptionalLong;

/// What a SAS drive tells that foretells failure (SCSI Primary Commands, log pages 02h, 03h, 05h,
/// 06h, 11h; Block Commands, defect lists).
final class ScsiSigns {

  private ScsiSigns() {}

  static void look(Tree answer, Signs signs) {
    signs.counted("grown defects", answer.number("scsi_grown_defect_list"), 1, WATCH);
    signs.counted("pending defects", answer.number("scsi_pending_defects", "count"), 1, REPLACE);
    uncorrected(answer, "read", "uncorrected errors when reading", signs);
    uncorrected(answer, "write", "uncorrected errors when writing", signs);
    uncorrected(answer, "verify", "uncorrected errors when verifying", signs);
    signs.number("non-medium errors", nonMedium(answer), "");
    NvmeSigns.wear(answer.number("scsi_percentage_used_endurance_indicator"), signs);
    signs.number(
        "start-stop count",
        answer.number("scsi_start_stop_cycle_counter", "accumulated_start_stop_cycles"),
        "");
  }

  private static void uncorrected(Tree answer, String kind, String name, Signs signs) {
    OptionalLong errors = answer.number("scsi_error_counter_log", kind, "total_uncorrected_errors");
    signs.counted(name, errors, 1, REPLACE);
  }

  /// A number of its own in some versions of smartctl, inside an object in others.
  private static OptionalLong nonMedium(Tree answer) {
    OptionalLong count = answer.number("scsi_nonmedium_error", "count");
    return count.isPresent() ? count : answer.number("scsi_nonmedium_error_count");
  }
}
