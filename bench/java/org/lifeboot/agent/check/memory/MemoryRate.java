package org.lifeboot.agent.check.memory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;

/// The quick memory check on a root folder whose `proc/meminfo` says how much there is to test.
/// Prints what the tools said, then the verdict.
final class MemoryRate {

  private MemoryRate() {}

  public static void main(String[] arguments) throws Exception {
    var order = new CheckOrder.Memory(CheckOrder.Level.QUICK);
    var check =
        new MemoryCheck(order, new ProcessTools(), LowPriority.here(), Path.of(arguments[0]));
    CheckReport report = check.run(new Printing());
    System.out.println("verdict: " + report.verdict().word() + ": " + report.reason());
  }

  /// Prints evidence, and nothing else.
  private static final class Printing implements CheckWatch {
    @Override
    public void step(String part, String step) {}

    @Override
    public void progress(double fraction, Optional<Duration> left) {}

    @Override
    public void measured(String series, String unit, List<AgentEvent.Point> points) {}

    @Override
    public void evidence(String name, String text) {
      System.out.print(text);
    }
  }
}
