package org.lifeboot.agent.tool;

import java.util.function.Consumer;

/// Runs external programs.
public interface Tools {

  /// Runs to the end, or to one of the command's limits. Nothing that the program started is left
  /// running.
  Outcome run(Command command);

  /// The same, and tells every line of output, of either stream, as it comes. A carriage return
  /// ends a line too: that is how tools draw their progress.
  ///
  /// @param onLine called from other threads, one line at a time; must be quick
  default Outcome run(Command command, Consumer<String> onLine) {
    Outcome outcome = run(command);
    if (outcome instanceof Outcome.Exited(int _, String stdout, String stderr)) {
      stdout.lines().forEach(onLine);
      stderr.lines().forEach(onLine);
    }
    return outcome;
  }
}
