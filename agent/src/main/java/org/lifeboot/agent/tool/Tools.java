package org.lifeboot.agent.tool;

import java.io.IOException;
import java.io.OutputStream;
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

  /// What a program is given on its standard input while it runs.
  @FunctionalInterface
  interface Feed {
    /// Writes all of it. Returning means that the program has got everything.
    ///
    /// @throws IOException when it cannot go on: the program is killed, so that it takes no part
    ///   for the whole
    void writeTo(OutputStream input) throws IOException, InterruptedException;
  }

  /// The same, fed as it goes in place of the command's own input.
  default Outcome run(Command command, Consumer<String> onLine, Feed feed) {
    throw new UnsupportedOperationException("feeding " + command.program());
  }
}
