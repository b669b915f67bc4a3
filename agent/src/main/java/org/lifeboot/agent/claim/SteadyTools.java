package org.lifeboot.agent.claim;

import java.util.concurrent.CompletableFuture;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Tools that come to their end although the thread that asked is interrupted, as that of a
/// cancelled check is. What makes and removes devices is short, and killed in the middle it would
/// leave a device or a mount that nobody knows of.
public final class SteadyTools implements Tools {

  private final Tools tools;

  public SteadyTools(Tools tools) {
    this.tools = tools;
  }

  /// Waits whatever happens; the thread stays interrupted if it was.
  @Override
  public Outcome run(Command command) {
    return CompletableFuture.supplyAsync(() -> tools.run(command), Thread::startVirtualThread)
        .join();
  }
}
