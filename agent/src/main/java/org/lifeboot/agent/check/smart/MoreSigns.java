package org.lifeboot.agent.check.smart;

import static org.lifeboot.agent.check.smart.Signs.CABLE;
import static org.lifeboot.agent.check.smart.Signs.REPLACE;
import static org.lifeboot.agent.check.smart.Signs.WATCH;

import java.util.List;
import java.util.OptionalLong;
import org.lifeboot.protocol.Verdict;

/// What `smartctl -x` tells beyond `-a`: the counters that the ATA Command Set names alike for all
/// makers (device statistics, pending defects), those of the SATA link, and the errors that a drive
/// has logged. What an attribute has told already is not told twice.
final class MoreSigns {

  /// A bad plug, or a reset, makes a few.
  private static final long MANY = 100;

  private static final int ICRC = 1;
  private static final int BAD_DATA_FRAMES = 2;

  /// Of the error register: "uncorrectable".
  private static final long UNC = 1 << 6;

  private static final int MEDIA_ERRORS = 2;

  /// A number of the device statistics log.
  private record Statistic(int page, int offset, String name, long worryingFrom, String advice) {}

  /// ATA/ATAPI Command Set, "Device Statistics log": page and offset of each.
  private static final List<Statistic> STATISTICS =
      List.of(
          new Statistic(3, 0x20, "reallocated sectors", 1, WATCH),
          new Statistic(3, 0x30, "failed starts of its motor", 1, REPLACE),
          new Statistic(3, 0x38, "sectors that wait to be reallocated", 1, REPLACE),
          new Statistic(4, 0x08, "reported uncorrectable errors", 1, REPLACE),
          new Statistic(6, 0x18, "interface CRC errors", MANY, CABLE));

  private MoreSigns() {}

  /// Reads the answer to [org.lifeboot.agent.hardware.Smartctl#more].
  static void look(Tree more, Signs signs) {
    STATISTICS.forEach(each -> counted(signs, each, statistic(more, each.page(), each.offset())));
    if (!signs.tells("endurance used")) {
      NvmeSigns.wear(statistic(more, 7, 0x08), signs);
    }
    OptionalLong pending = more.number("ata_pending_defects_log", "count");
    counted(signs, new Statistic(0, 0, "pending defects", 1, REPLACE), pending);
    link(more, signs);
    unreadable(more, signs);
    mediaErrors(more.list("nvme_error_information_log", "table"), signs);
  }

  private static void counted(Signs signs, Statistic what, OptionalLong count) {
    if (!signs.tells(what.name())) {
      signs.counted(what.name(), count, what.worryingFrom(), what.advice());
    }
  }

  private static OptionalLong statistic(Tree more, int page, int offset) {
    return more.list("ata_device_statistics", "pages").stream()
        .filter(each -> each.number("number").orElse(-1) == page)
        .flatMap(each -> each.list("table").stream())
        .filter(each -> each.number("offset").orElse(-1) == offset)
        .filter(each -> each.flag("flags", "valid").orElse(false))
        .map(each -> each.number("value"))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /// Since the drive was switched on (Serial ATA, "Phy Event Counters").
  private static void link(Tree more, Signs signs) {
    signs.counted("commands lost to errors of the link", counter(more, ICRC), MANY, CABLE);
    signs.counted("damaged frames on the link", counter(more, BAD_DATA_FRAMES), MANY, CABLE);
  }

  private static OptionalLong counter(Tree more, int id) {
    return more.list("sata_phy_event_counters", "table").stream()
        .filter(each -> each.number("id").orElse(-1) == id)
        .map(each -> each.number("value"))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /// Reads that failed, as the drive has logged them, newest first.
  private static void unreadable(Tree more, Signs signs) {
    List<Tree> failed =
        more.list("ata_smart_error_log", "extended", "table").stream()
            .filter(each -> (each.number("completion_registers", "error").orElse(0) & UNC) != 0)
            .toList();
    if (failed.isEmpty()) {
      return;
    }
    signs.number(
        "newest failed read, at the age of", failed.getFirst().number("lifetime_hours"), "hours");
    signs.found(
        Verdict.WARNING,
        "Its error log holds %d reads that failed (%s)."
            .formatted(failed.size(), failed.getFirst().text("error_description")),
        "Scan its surface, and keep a backup.");
  }

  /// NVM Express Base Specification, "Status Code Type": 2 is the medium's and the data's.
  private static void mediaErrors(List<Tree> log, Signs signs) {
    List<Tree> failed =
        log.stream()
            .filter(
                each -> each.number("status_field", "status_code_type").orElse(-1) == MEDIA_ERRORS)
            .toList();
    if (!failed.isEmpty()) {
      signs.found(
          Verdict.WARNING,
          "Its error log holds %d errors of the medium (%s)."
              .formatted(failed.size(), failed.getFirst().text("status_field", "string")),
          WATCH);
    }
  }
}
