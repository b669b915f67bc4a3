package org.lifeboot.agent.check.processors;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// stress-ng(1), 0.15 and newer: computes, and looks whether the result is right.
final class StressNg {

  /// A slow machine needs its time to start and to end it.
  private static final Duration SLACK = Duration.ofSeconds(90);

  private static final int MOST_OUTPUT_BYTES = 64 << 10;

  /// A result that is wrong. What stress-ng says of its own books (`bogo-ops`) when one of its
  /// processes was killed is a `fail:` too, and no fault of the processor.
  private static final Pattern WRONG =
      Pattern.compile("stress-ng: fail: +\\[\\d+] (?:stress-ng-)?cpu: (?!.*bogo-ops)(.+)");

  private StressNg() {}

  /// How a burn ended.
  sealed interface Burn {
    /// All results were right.
    record Right() implements Burn {}

    /// At least one was not.
    ///
    /// @param what stress-ng's words on the first
    record Wrong(String what) implements Burn {}

    /// It did not come to its end: nothing is known.
    record Broken(String reason) implements Burn {}
  }

  /// Burns all of these processors at once with every method there is, one process each, kept on
  /// these processors. A stressor that the kernel ends for want of memory is not started again, and
  /// stress-ng leaves its own place in the order of sacrifice alone.
  static Command command(List<Integer> cpus, Duration length) {
    String set = cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    var words =
        List.of(
            "stress-ng",
            "--cpu",
            String.valueOf(cpus.size()),
            "--cpu-method",
            "all",
            "--verify",
            "--taskset",
            set,
            "--oomable",
            "--no-oom-adjust",
            "--timeout",
            length.toSeconds() + "s");
    Duration limit = length.multipliedBy(2).plus(SLACK);
    return new Command(words, "", limit, MOST_OUTPUT_BYTES, Command.More.DROP);
  }

  /// Exit codes (stress-ng(1), "EXIT STATUS"): 0 all went well, 2 a stressor failed: for a wrong
  /// result, but also when it was killed.
  static Burn report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))) {
      return new Burn.Broken(outcome.inWords());
    }
    var wrong = WRONG.matcher(stdout + "\n" + stderr);
    if (wrong.find()) {
      return new Burn.Wrong(HostileText.line(wrong.group(1), 200));
    }
    return code == 0 ? new Burn.Right() : new Burn.Broken(outcome.inWords());
  }
}
