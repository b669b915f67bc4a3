package org.lifeboot.cli.follow;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.text.Harmless;
import org.lifeboot.cli.text.Paint;

/// Shows checks on their way: each verdict on a line of its own, once; and on a terminal, below
/// them, one line with a bar that changes.
public final class CheckProgress {

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int BAR = 20;

  private final PrintStream out;
  private final Paint paint;
  private final Look look;
  private final Set<String> told = new HashSet<>();

  /// How much is shown.
  public enum Look {
    NOTHING,
    LINES,
    LIVE
  }

  public CheckProgress(PrintStream out, Paint paint, Look look) {
    this.out = out;
    this.paint = paint;
    this.look = look;
  }

  void saw(List<Check> checks) {
    if (look == Look.NOTHING) {
      return;
    }
    erase();
    checks.stream().filter(Check::over).filter(check -> told.add(check.id())).forEach(this::tell);
    if (look == Look.LIVE) {
      out.print(paint.faint(bar(checks)));
    }
    out.flush();
  }

  private void tell(Check check) {
    String word = check.verdict().orElse("unknown").toUpperCase(Locale.ROOT);
    String painted = word.equals("PASSED") ? paint.good(word) : paint.bad(word);
    String name =
        check.name() + (check.targetName().isEmpty() ? "" : " (" + check.targetName() + ")");
    out.println(
        painted + "  " + Harmless.line(name) + ": " + Harmless.line(check.reason().orElse("")));
  }

  private static String bar(List<Check> checks) {
    int percent = (int) checks.stream().mapToInt(CheckProgress::percent).average().orElse(0);
    int full = percent * BAR / 100;
    long over = checks.stream().filter(Check::over).count();
    return "█".repeat(full)
        + "░".repeat(BAR - full)
        + " %d %%, %d of %d over%s".formatted(percent, over, checks.size(), running(checks));
  }

  private static int percent(Check check) {
    return check.over()
        ? 100
        : check
            .progress()
            .flatMap(Check.Progress::percent)
            .map(known -> Math.clamp(known, 0, 100))
            .orElse(0);
  }

  private static String running(List<Check> checks) {
    String now =
        checks.stream()
            .filter(check -> check.state().equals("running"))
            .map(check -> check.name() + left(check.progress()))
            .limit(2)
            .collect(Collectors.joining(", "));
    return now.isEmpty() ? "" : "; now " + Harmless.line(now);
  }

  private static String left(Optional<Check.Progress> progress) {
    return progress
        .flatMap(Check.Progress::secondsLeft)
        .map(seconds -> " (%d:%02d left)".formatted(seconds / 60, seconds % 60))
        .orElse("");
  }

  void sawNothing(String why) {
    if (look != Look.NOTHING) {
      erase();
      out.println("(" + Harmless.line(why) + "; still trying)");
    }
  }

  void finish() {
    erase();
    out.flush();
  }

  private void erase() {
    if (look == Look.LIVE) {
      out.print(ERASE_LINE);
    }
  }
}
