package org.lifeboot.agent.claim;

import java.util.concurrent.atomic.AtomicReference;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Tools that come to their end although the thread that asked is interrupted, as that of a
/// cancelled check is. What makes and removes devices is short, and killed in the middle it would
/// leave a device or a mount that nobody knows of.
final class SteadyTools implements Tools {

  private final Tools tools;

  SteadyTools(Tools tools) {
    this.tools = tools;
  }

  /// The interruption is not lost: the thread is interrupted again in the end.
  @Override
  public Outcome run(Command command) {
    var outcome = new AtomicReference<Outcome>(new Outcome.NotStarted("it came to no end"));
    Thread worker = Thread.ofVirtual().start(() -> outcome.set(tools.run(command)));
    boolean interrupted = false;
    while (worker.isAlive()) {
      interrupted |= !ended(worker);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome.get();
  }

  private static boolean ended(Thread worker) {
    try {
      worker.join();
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }
}
