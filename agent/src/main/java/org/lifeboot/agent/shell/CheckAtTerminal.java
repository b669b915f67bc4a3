package org.lifeboot.agent.shell;

import java.time.Duration;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// One check that a person waits for. Ctrl-C cancels it and lets it give back what it holds.
final class CheckAtTerminal {

  /// How long a check may take to let go after Ctrl-C.
  private static final Duration LETTING_GO = Duration.ofSeconds(20);

  private final Check check;
  private final TerminalWatch watch;
  private final Duration lettingGo;

  CheckAtTerminal(Check check, TerminalWatch watch) {
    this(check, watch, LETTING_GO);
  }

  /// @param lettingGo how long it is waited for after Ctrl-C
  CheckAtTerminal(Check check, TerminalWatch watch, Duration lettingGo) {
    this.check = check;
    this.watch = watch;
    this.lettingGo = lettingGo;
  }

  CheckReport run(CheckOrder order) {
    return UntilCtrlC.run(lettingGo, () -> carriedOut(order));
  }

  private CheckReport carriedOut(CheckOrder order) {
    try {
      return check.run(watch);
    } catch (InterruptedException _) {
      return CheckReport.of(order, Verdict.CANCELLED, "It was cancelled.");
    } catch (RuntimeException | OutOfMemoryError e) {
      return CheckReport.of(
          order,
          Verdict.INCONCLUSIVE,
          "A fault of Lifeboot ended it: " + HostileText.line(e.toString(), 600));
    } finally {
      watch.end();
    }
  }
}
