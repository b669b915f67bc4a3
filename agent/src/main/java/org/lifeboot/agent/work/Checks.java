package org.lifeboot.agent.work;

import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// All checks there are: the one place where an order becomes a check. Thread-safe.
public final class Checks {

  private final Tools tools;
  private final Claims claims;

  public Checks(Tools tools, Claims claims) {
    this.tools = tools;
    this.claims = claims;
  }

  /// The check that carries the order out, once.
  public Check of(CheckOrder order) {
    return switch (order) {
      case CheckOrder.Smart smart -> missing(smart);
      case CheckOrder.Processors processors -> missing(processors);
      case CheckOrder.Surface surface -> missing(surface);
      case CheckOrder.Filesystem filesystem -> new FilesystemCheck(filesystem, tools, claims);
      case CheckOrder.Memory memory -> missing(memory);
      case CheckOrder.Raid raid -> missing(raid);
    };
  }

  private Check missing(CheckOrder order) {
    return watch -> {
      watch.step(order.target(), "asking " + tools.getClass().getName());
      return CheckReport.of(order, Verdict.INCONCLUSIVE, "This check is not there yet.");
    };
  }
}
