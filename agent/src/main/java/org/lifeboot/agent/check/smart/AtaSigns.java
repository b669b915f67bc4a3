package org.lifeboot.agent.check.smart;

import static org.lifeboot.agent.check.smart.Signs.CABLE;
import static org.lifeboot.agent.check.smart.Signs.REPLACE;
import static org.lifeboot.agent.check.smart.Signs.WATCH;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.lifeboot.protocol.Verdict;

/// The attributes of an ATA drive that foretell failure. What a number means is told by the
/// ATA/ATAPI Command Set in general and by the makers in fact; these six the field agrees on.
final class AtaSigns {

  private static final int REALLOCATED = 5;
  private static final int END_TO_END = 184;
  private static final int REPORTED_UNCORRECTABLE = 187;
  private static final int COMMAND_TIMEOUT = 188;
  private static final int PENDING = 197;
  private static final int OFFLINE_UNCORRECTABLE = 198;
  private static final int INTERFACE_CRC = 199;
  private static final int START_STOP = 4;

  /// A bad plug, or a reset, makes a few in a drive's life.
  private static final long MANY = 100;

  /// Solid-state drives tell the life that is left as a normalised value that falls from 100.
  private static final Set<String> LIFE_LEFT =
      Set.of(
          "SSD_Life_Left",
          "Percent_Lifetime_Remain",
          "Percent_Life_Remaining",
          "Remaining_Lifetime_Perc",
          "Media_Wearout_Indicator",
          "Wear_Leveling_Count");

  private AtaSigns() {}

  static void look(Tree answer, Signs signs) {
    List<Tree> table = answer.list("ata_smart_attributes", "table");
    signs.counted("reallocated sectors", raw(table, REALLOCATED), 1, WATCH);
    signs.counted("sectors that wait to be reallocated", raw(table, PENDING), 1, REPLACE);
    signs.counted(
        "sectors its own scan cannot read", raw(table, OFFLINE_UNCORRECTABLE), 1, REPLACE);
    signs.counted("reported uncorrectable errors", raw(table, REPORTED_UNCORRECTABLE), 1, REPLACE);
    signs.counted("errors on the way through the drive", raw(table, END_TO_END), 1, REPLACE);
    signs.counted("command time-outs", lowWord(raw(table, COMMAND_TIMEOUT)), MANY, CABLE);
    signs.counted("interface CRC errors", raw(table, INTERFACE_CRC), MANY, CABLE);
    signs.number("start-stop count", raw(table, START_STOP), "");
    table.forEach(each -> attribute(each, signs));
    signs.number("errors in its log", errors(answer), "");
  }

  private static OptionalLong errors(Tree answer) {
    OptionalLong count = answer.number("ata_smart_error_log", "summary", "count");
    return count.isPresent() ? count : answer.number("ata_smart_error_log", "extended", "count");
  }

  private static void attribute(Tree attribute, Signs signs) {
    String name = attribute.text("name").replace('_', ' ');
    switch (attribute.text("when_failed")) {
      case "now" ->
          signs.found(
              attribute.flag("flags", "prefailure").orElse(true) ? Verdict.FAILED : Verdict.WARNING,
              "The attribute \"%s\" is at or below its threshold.".formatted(name),
              REPLACE);
      case "past" ->
          signs.found(
              Verdict.WARNING,
              "The attribute \"%s\" was at or below its threshold in the past.".formatted(name),
              WATCH);
      default -> {}
    }
    if (LIFE_LEFT.contains(attribute.text("name"))) {
      lifeLeft(attribute.number("value"), signs);
    }
  }

  private static void lifeLeft(OptionalLong percent, Signs signs) {
    if (percent.isEmpty() || percent.getAsLong() < 0 || percent.getAsLong() > 100) {
      return;
    }
    signs.number("life left", percent, "%");
    if (percent.getAsLong() <= 10) {
      signs.found(
          Verdict.WARNING,
          "It has %d %% of its life left.".formatted(percent.getAsLong()),
          "Plan for a new drive.");
    }
  }

  private static OptionalLong raw(List<Tree> table, int id) {
    return table.stream()
        .filter(attribute -> attribute.number("id").orElse(-1) == id)
        .map(AtaSigns::raw)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /// smartctl knows how the maker packs the raw value and says it as text: `0 (2 0)`; without such
  /// text the number itself.
  private static OptionalLong raw(Tree attribute) {
    String first = attribute.text("raw", "string").replaceFirst("[^0-9].*", "");
    return first.isEmpty() || first.length() > 15
        ? attribute.number("raw", "value")
        : OptionalLong.of(Long.parseLong(first));
  }

  /// Some makers keep three counts of 16 bits in one value; the lowest counts all time-outs.
  private static OptionalLong lowWord(OptionalLong value) {
    return value.isPresent() ? OptionalLong.of(value.getAsLong() & 0xFFFF) : value;
  }
}
