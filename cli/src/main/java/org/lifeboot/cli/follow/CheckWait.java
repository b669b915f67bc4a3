package org.lifeboot.cli.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.TimedOut;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Elapsed;

/// Waits for checks by looking at them again and again. A Manager that does not answer for a while
/// is no reason to give up.
public final class CheckWait {

  private final Manager manager;
  private final Surroundings around;
  private final CheckProgress progress;

  public CheckWait(Manager manager, Surroundings around, CheckProgress progress) {
    this.manager = manager;
    this.around = around;
    this.progress = progress;
  }

  /// Waits until all of them are over and returns the checks of the session as they are then.
  ///
  /// @param ids those that are waited for
  /// @throws TimedOut after the limit; the checks go on
  public Answer<Check.Listing> untilOver(String session, Set<String> ids, Duration limit) {
    Instant start = around.clock().instant();
    try {
      while (true) {
        Answer<Check.Listing> all = look(session);
        List<Check> waitedFor =
            all.value().checks().stream().filter(check -> ids.contains(check.id())).toList();
        progress.saw(waitedFor);
        if (waitedFor.stream().allMatch(Check::over)) {
          return all;
        }
        refuseTooLate(all, Duration.between(start, around.clock().instant()), limit);
        rest();
      }
    } finally {
      progress.finish();
    }
  }

  private Answer<Check.Listing> look(String session) {
    while (true) {
      try {
        return manager.checks(session);
      } catch (Unreachable why) {
        progress.sawNothing(why.message());
        rest();
      }
    }
  }

  private static void refuseTooLate(Answer<Check.Listing> all, Duration waited, Duration limit) {
    if (waited.compareTo(limit) >= 0) {
      throw new TimedOut(
          "the checks are not over after "
              + Elapsed.seconds(limit)
              + "; they go on: see lifeboot session report",
          all.document());
    }
  }

  private void rest() {
    try {
      around.pause().take(around.pollInterval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted while waiting; the checks go on");
    }
  }
}
