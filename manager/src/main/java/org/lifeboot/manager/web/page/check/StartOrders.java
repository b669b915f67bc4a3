package org.lifeboot.manager.web.page.check;

import java.util.List;
import java.util.function.Supplier;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Form;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckOrder.SelfTest;

/// Orders of checks out of a [StartForm] that was sent.
final class StartOrders {

  /// The target that stands for each of them.
  static final String ALL = "*";

  private StartOrders() {}

  /// The orders.
  ///
  /// @param all what can be checked on this server
  /// @throws Problem bad-request
  static List<CheckOrder> of(Form form, Supplier<List<CheckOrder>> all) {
    String check = form.text("check");
    if (check.equals("all")) {
      return all.get();
    }
    if (!form.exact("target").equals(ALL)) {
      return List.of(order(form, check, form.exact("target")));
    }
    List<CheckOrder> orders =
        all.get().stream()
            .filter(order -> order.kind().word().equals(check))
            .map(order -> order(form, check, order.target()))
            .toList();
    if (orders.isEmpty()) {
      throw refused("This server has nothing of that kind to check.");
    }
    return orders;
  }

  private static CheckOrder order(Form form, String check, String target) {
    return switch (kind(check)) {
      case SMART -> new CheckOrder.Smart(needed(target), selfTest(form.text("selfTest")));
      case PROCESSORS -> new CheckOrder.Processors(minutes(form.text("minutes")));
      case SURFACE -> new CheckOrder.Surface(needed(target), fromBytes(form.text("from")));
      case FILESYSTEM -> new CheckOrder.Filesystem(needed(target));
      case MEMORY -> new CheckOrder.Memory(level(form.text("level")));
      case RAID -> new CheckOrder.Raid();
      case REPAIR -> throw refused("A repair is ordered by the plan of a check.");
    };
  }

  private static CheckKind kind(String word) {
    return Tab.named(word)
        .flatMap(Tab::kind)
        .orElseThrow(() -> refused("There is no check of that name."));
  }

  private static String needed(String target) {
    if (target.isEmpty()) {
      throw refused("Say what to check.");
    }
    return target;
  }

  private static SelfTest selfTest(String word) {
    return switch (word) {
      case "", "none" -> SelfTest.NONE;
      case "short" -> SelfTest.SHORT;
      case "long" -> SelfTest.LONG;
      case "offered" -> SelfTest.OFFERED;
      default -> throw refused("Self-tests are none, short and long.");
    };
  }

  private static int minutes(String text) {
    return switch (text) {
      case "", "1" -> 1;
      case "10" -> 10;
      case "30" -> 30;
      default -> throw refused("A burn takes 1, 10 or 30 minutes.");
    };
  }

  private static long fromBytes(String text) {
    if (!text.matches("\\d{0,18}")) {
      throw refused("A scan begins at a number of bytes.");
    }
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static Level level(String word) {
    return switch (word) {
      case "", "quick" -> Level.QUICK;
      case "thorough" -> Level.THOROUGH;
      default -> throw refused("A memory test is quick or thorough.");
    };
  }

  private static Problem refused(String detail) {
    return new Problem(ProblemCode.BAD_REQUEST, detail);
  }
}
