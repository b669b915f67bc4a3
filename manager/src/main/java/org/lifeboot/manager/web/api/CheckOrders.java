package org.lifeboot.manager.web.api;

import java.util.List;
import java.util.Set;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckOrder.SelfTest;

/// Orders of checks in requests, read strictly.
final class CheckOrders {

  private static final int MOST = 1_000;

  private CheckOrders() {}

  static List<CheckOrder> of(List<Fields> wanted) {
    if (wanted.isEmpty() || wanted.size() > MOST) {
      throw Fields.refused("checks: 1 to " + MOST + " checks can be asked for at once.");
    }
    return wanted.stream().map(CheckOrders::order).toList();
  }

  private static CheckOrder order(Fields fields) {
    String check = fields.needed("check");
    return switch (check) {
      case "smart" -> {
        fields.only(Set.of("check", "target", "selfTest"));
        yield new CheckOrder.Smart(
            fields.needed("target"), selfTest(fields.text("selfTest").orElse("none")));
      }
      case "processors" -> {
        fields.only(Set.of("check", "minutes"));
        long minutes = fields.number("minutes").orElse(1L);
        yield Fields.checked(() -> new CheckOrder.Processors(Math.clamp(minutes, 0, 1_000_000)));
      }
      case "surface" -> {
        fields.only(Set.of("check", "target", "fromBytes"));
        long from = fields.number("fromBytes").orElse(0L);
        String target = fields.needed("target");
        yield Fields.checked(() -> new CheckOrder.Surface(target, from));
      }
      case "filesystem" -> {
        fields.only(Set.of("check", "target"));
        yield new CheckOrder.Filesystem(fields.needed("target"));
      }
      case "memory" -> {
        fields.only(Set.of("check", "level"));
        yield new CheckOrder.Memory(level(fields.text("level").orElse("quick")));
      }
      case "raid" -> {
        fields.only(Set.of("check"));
        yield new CheckOrder.Raid();
      }
      case "repair", "undo" ->
          throw Fields.refused(
              "check: a repair is no check; it is ordered by POST /api/v1/checks/{check}/repair"
                  + " with the plan of a file-system check, and undone by …/undo.");
      default ->
          throw Fields.refused(
              "check: there is no check \""
                  + check
                  + "\"; there are smart, processors, surface, filesystem, memory and raid.");
    };
  }

  private static SelfTest selfTest(String word) {
    return switch (word) {
      case "none" -> SelfTest.NONE;
      case "short" -> SelfTest.SHORT;
      case "long" -> SelfTest.LONG;
      case "offered" -> SelfTest.OFFERED;
      default -> throw Fields.refused("selfTest: there are none, short, long and offered.");
    };
  }

  private static Level level(String word) {
    return switch (word) {
      case "quick" -> Level.QUICK;
      case "thorough" -> Level.THOROUGH;
      default -> throw Fields.refused("level: there are quick and thorough.");
    };
  }
}
