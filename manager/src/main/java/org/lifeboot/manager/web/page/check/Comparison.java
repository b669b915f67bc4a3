package org.lifeboot.manager.web.page.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.web.page.Visible;

/// Two sessions' newest checks of the same parts, side by side. Whole drives are the same when
/// model and serial number are: their device names change from boot to boot.
public record Comparison(Instant before, Instant after, List<Row> rows) {
  public Comparison {
    rows = List.copyOf(rows);
  }

  /// One part.
  ///
  /// @param change in one word
  public record Row(String kind, String part, Side before, Side after, String change) {}

  /// One side; [Mark#UNCHECKED] when that session did not check the part.
  public record Side(Mark mark, String reason) {}

  static Comparison of(List<Check> before, List<Check> after) {
    Map<String, Check> left = newest(before);
    Map<String, Check> right = newest(after);
    Set<String> keys = new LinkedHashSet<>(right.keySet());
    keys.addAll(left.keySet());
    return new Comparison(
        at(before),
        at(after),
        keys.stream().map(key -> row(left.get(key), right.get(key))).toList());
  }

  private static Instant at(List<Check> checks) {
    return checks.stream().map(Check::requestedAt).findFirst().orElse(Instant.EPOCH);
  }

  private static Map<String, Check> newest(List<Check> checks) {
    Map<String, Check> newest = new LinkedHashMap<>();
    checks.stream()
        .sorted(java.util.Comparator.comparing(check -> check.order().kind()))
        .forEach(check -> newest.put(key(check), check));
    return newest;
  }

  private static String key(Check check) {
    String name = check.targetName();
    boolean drive = name.contains("serial ") && !name.contains("on /dev/");
    return check.order().kind().word() + " " + (drive ? name : check.order().target());
  }

  private static Row row(
      @org.jspecify.annotations.Nullable Check left,
      @org.jspecify.annotations.Nullable Check right) {
    Check any = right == null ? java.util.Objects.requireNonNull(left) : right;
    Side before = side(left);
    Side after = side(right);
    return new Row(
        Tab.of(any.order().kind()).title(),
        ReportView.part(any),
        before,
        after,
        change(before.mark(), after.mark()));
  }

  private static Side side(@org.jspecify.annotations.Nullable Check check) {
    if (check == null) {
      return new Side(Mark.UNCHECKED, "");
    }
    return new Side(
        Mark.of(check),
        check.state() instanceof Ended ended ? Visible.text(ended.report().reason()) : "");
  }

  private static String change(Mark before, Mark after) {
    if (before == after) {
      return "the same";
    }
    if (grave(after) && !grave(before)) {
      return "worse";
    }
    if (after == Mark.PASSED && (grave(before) || before == Mark.WARNING)) {
      return "better";
    }
    return after == Mark.WARNING && before == Mark.PASSED ? "worse" : "changed";
  }

  private static boolean grave(Mark mark) {
    return mark == Mark.FAILED || mark == Mark.CRASHED;
  }
}
