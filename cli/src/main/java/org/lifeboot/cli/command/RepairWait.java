package org.lifeboot.cli.command;

import java.time.Duration;
import java.util.Set;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.Exit;
import org.lifeboot.cli.follow.CheckProgress;
import org.lifeboot.cli.follow.CheckProgress.Look;
import org.lifeboot.cli.follow.CheckWait;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Option;

/// How long somebody waits for a repair or an undo that was ordered.
final class RepairWait {

  @Option(names = "--no-wait", description = "Order it and do not wait for its end.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = WaitOptions.TimeConverter.class,
      description = "Wait no longer than this: 90s, 30m, 2h (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofHours(24);

  /// Follows what was ordered to its end.
  ///
  /// @param json print the check as a document instead
  int follow(Surroundings around, Manager manager, Answer<Check> ordered, boolean json) {
    Check check = ordered.value();
    around.say("Ordered: " + Harmless.line(check.name()) + ", check " + check.id());
    if (noWait) {
      if (json) {
        around.printDocument(ordered.document());
      }
      return Exit.OK.code();
    }
    var progress = new CheckProgress(around.out(), around.paint(), look(around, json));
    var _ =
        new CheckWait(manager, around, progress)
            .untilOver(check.sessionId(), Set.of(check.id()), limit);
    Answer<Check> ended = manager.check(check.id());
    if (json) {
      around.printDocument(ended.document());
    }
    return ended.value().verdict().orElse("").equals("passed")
        ? Exit.OK.code()
        : Exit.NOT_PASSED.code();
  }

  private static Look look(Surroundings around, boolean json) {
    if (json) {
      return Look.NOTHING;
    }
    return around.terminal().present() ? Look.LIVE : Look.LINES;
  }
}
