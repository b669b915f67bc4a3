package org.lifeboot.agent.check.smart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The tests that a drive made of itself, read from the fields of its own protocol.
///
/// @param running the one that is under way
/// @param past the newest first
record SelfTests(Optional<Running> running, List<Past> past) {

  SelfTests {
    past = List.copyOf(past);
  }

  /// A test that is under way.
  ///
  /// @param donePercent empty where the drive does not tell
  record Running(OptionalLong donePercent) {}

  /// How a test ended.
  enum End {
    SOUND,
    FAULT,
    /// Aborted, interrupted, or in a way that is not known: it says nothing of the drive.
    UNFINISHED
  }

  /// A test that has ended.
  ///
  /// @param kind in smartctl's words: `Short offline`
  /// @param words how it ended, in smartctl's words
  /// @param hours the drive's age then
  record Past(String kind, End end, String words, OptionalLong hours) {}

  static SelfTests of(Tree answer) {
    return switch (answer.text("device", "protocol")) {
      case "ATA" -> ata(answer);
      case "NVMe" -> nvme(answer);
      case "SCSI" -> scsi(answer);
      default -> new SelfTests(Optional.empty(), List.of());
    };
  }

  /// ATA Command Set, "Self-test execution status": the high four bits; 15 is a test under way,
  /// with the tenths that are left in the low ones.
  private static SelfTests ata(Tree answer) {
    Tree status = answer.at("ata_smart_data", "self_test", "status");
    long value = status.number("value").orElse(0);
    List<Past> past = new ArrayList<>();
    ataLog(answer).forEach(entry -> past.add(ataPast(entry)));
    if (past.isEmpty() && value >> 4 != 15 && value >> 4 != 0) {
      past.add(new Past("", ataEnd(value), status.text("string"), OptionalLong.empty()));
    }
    Optional<Running> running =
        value >> 4 == 15
            ? Optional.of(new Running(OptionalLong.of(100 - Math.min(10, value & 15) * 10)))
            : Optional.empty();
    return new SelfTests(running, past);
  }

  private static List<Tree> ataLog(Tree answer) {
    List<Tree> standard = answer.list("ata_smart_self_test_log", "standard", "table");
    List<Tree> log =
        standard.isEmpty() ? answer.list("ata_smart_self_test_log", "extended", "table") : standard;
    return log.stream().filter(entry -> ataCode(entry) != 15).toList();
  }

  private static long ataCode(Tree entry) {
    return entry.number("status", "value").orElse(-1) >> 4;
  }

  private static Past ataPast(Tree entry) {
    return new Past(
        entry.text("type", "string"),
        ataEnd(entry.number("status", "value").orElse(-1)),
        entry.text("status", "string"),
        entry.number("lifetime_hours"));
  }

  private static End ataEnd(long value) {
    return switch ((int) (value >> 4)) {
      case 0 -> End.SOUND;
      case 3, 4, 5, 6, 7, 8 -> End.FAULT;
      default -> End.UNFINISHED;
    };
  }

  /// NVM Express Base Specification, "Device Self-test": the log's head tells of the present, its
  /// entries of the past. Drives that have never made one have the head alone.
  private static SelfTests nvme(Tree answer) {
    Tree log = answer.at("nvme_self_test_log");
    boolean underWay = log.number("current_self_test_operation", "value").orElse(0) != 0;
    Optional<Running> running =
        underWay
            ? Optional.of(new Running(log.number("current_self_test_completion_percent")))
            : Optional.empty();
    return new SelfTests(running, log.list("table").stream().map(SelfTests::nvmePast).toList());
  }

  private static Past nvmePast(Tree entry) {
    End end =
        switch ((int) entry.number("self_test_result", "value").orElse(-1)) {
          case 0 -> End.SOUND;
          case 5, 6, 7 -> End.FAULT;
          default -> End.UNFINISHED;
        };
    return new Past(
        entry.text("self_test_code", "string"),
        end,
        entry.text("self_test_result", "string"),
        entry.number("power_on_hours"));
  }

  /// SCSI Primary Commands, "Self-Test Results log page": 15 is a test under way.
  private static SelfTests scsi(Tree answer) {
    List<Past> past = new ArrayList<>();
    boolean underWay = false;
    for (int i = 0; i < 20; i++) {
      Tree entry = answer.at("scsi_self_test_" + i);
      long result = entry.number("result", "value").orElse(-1);
      if (result == 15 || entry.flag("self_test_in_progress").orElse(false)) {
        underWay = true;
      } else if (entry.has()) {
        past.add(scsiPast(entry, result));
      }
    }
    Optional<Running> running =
        underWay ? Optional.of(new Running(OptionalLong.empty())) : Optional.empty();
    return new SelfTests(running, past);
  }

  private static Past scsiPast(Tree entry, long result) {
    End end =
        switch ((int) result) {
          case 0 -> End.SOUND;
          case 4, 5, 6, 7 -> End.FAULT;
          default -> End.UNFINISHED;
        };
    return new Past(
        entry.text("code", "string"),
        end,
        entry.text("result", "string"),
        entry.number("power_on_time", "hours"));
  }
}
