package org.lifeboot.agent.shell;

import java.time.Duration;
import org.lifeboot.agent.check.Check;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;
import picocli.CommandLine;

/// Carries one check out at a terminal and prints its report, for people or as JSON.
final class Reporting {

  private final CommandLine line;
  private final boolean json;
  private final TerminalWatch watch;

  /// @param terminal somebody looks at the progress
  Reporting(CommandLine line, boolean json, boolean terminal) {
    this.line = line;
    this.json = json;
    this.watch = new TerminalWatch(line.getErr(), !json && terminal);
  }

  CheckReport of(Check check, CheckOrder order) {
    return new CheckAtTerminal(check, watch).run(order);
  }

  /// The same; Ctrl-C waits until it has come to its end.
  CheckReport toTheEnd(Check check, CheckOrder order, Duration limit) {
    return new CheckAtTerminal(check, watch, limit).run(order);
  }

  /// Prints it.
  ///
  /// @return the exit code
  int print(CheckReport report) {
    var out = line.getOut();
    out.println(json ? watch.whole(report).toJson() : CheckPage.of(report, watch.evidence()));
    out.flush();
    return exitCode(report.verdict());
  }

  private static int exitCode(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> 0;
      case WARNING, FAILED -> 1;
      case INCONCLUSIVE, CANCELLED, CRASHED -> CheckCommand.NOTHING_KNOWN;
    };
  }
}
