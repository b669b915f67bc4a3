package org.lifeboot.agent.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/// Runs several programs at once.
public final class SideBySide {

  private SideBySide() {}

  /// Starts them all and waits for the last.
  ///
  /// @param onLine hears each line of output with the number of the command that wrote it, from
  ///   other threads
  /// @return the outcomes, in the commands' order
  /// @throws InterruptedException when the thread is interrupted; all programs have ended by then
  public static List<Outcome> run(
      Tools tools, List<Command> commands, BiConsumer<Integer, String> onLine)
      throws InterruptedException {
    var all = new ArrayList<Callable<Outcome>>();
    for (int i = 0; i < commands.size(); i++) {
      int number = i;
      all.add(() -> tools.run(commands.get(number), line -> onLine.accept(number, line)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return outcomes(threads.invokeAll(all));
    }
  }

  private static List<Outcome> outcomes(List<Future<Outcome>> ended) throws InterruptedException {
    var outcomes = new ArrayList<Outcome>();
    for (Future<Outcome> future : ended) {
      try {
        outcomes.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("running a tool", e.getCause());
      }
    }
    return outcomes;
  }
}
