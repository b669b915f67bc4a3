package org.lifeboot.agent.check.memory;

import java.nio.file.Path;
import java.util.Map;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.hardware.KernelWatch;
import org.lifeboot.agent.hardware.MachineCheckPolling;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// Tests as much of the memory as can be spared, and listens to the kernel and to the memory
/// controllers meanwhile.
public final class MemoryCheck implements Check {

  /// Less says nothing of a machine.
  private static final long LEAST_MIB = 16;

  private final CheckOrder.Memory order;
  private final Tools tools;
  private final LowPriority priority;
  private final Path root;

  /// A test of the memory.
  ///
  /// @param root `/`; another folder in tests
  public MemoryCheck(CheckOrder.Memory order, Tools tools, LowPriority priority, Path root) {
    this.order = order;
    this.tools = tools;
    this.priority = priority;
    this.root = root;
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    watch.step("", "reading what the firmware says of the memory modules");
    Outcome modules = tools.run(Dmidecode.command());
    watch.step("", "listening to the kernel and the memory controllers");
    try (var _ = MachineCheckPolling.often(root);
        var kernel =
            new KernelWatch(tools, root, line -> watch.evidence("kernel messages", line + "\n"))) {
      kernel.open();
      Meminfo before = Meminfo.of(root);
      if (before.testableMib() < LEAST_MIB) {
        return CheckReport.of(order, Verdict.INCONCLUSIVE, tooLittle(before));
      }
      Map<String, Edac.Count> errorsBefore = Edac.read(root);
      TestRun run = test(watch, before.testableMib());
      boolean heardAll = kernel.finish();
      var report = new MemoryReport(order, run, before, Meminfo.of(root));
      report.counters(errorsBefore, Edac.read(root));
      report.kernel(kernel.before(), kernel.during(), heardAll);
      return report.with(Dmidecode.facts(modules));
    }
  }

  private static String tooLittle(Meminfo memory) {
    return memory.totalBytes() == 0
        ? "The kernel does not tell how much memory there is."
        : "There is too little free memory to test: %d MiB, of which the rescue system needs most."
            .formatted(memory.availableBytes() >> 20);
  }

  private TestRun test(CheckWatch watch, long mib) throws InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    return switch (order.level()) {
      case QUICK -> new QuickTest(tools, priority, watch).run(mib, processors);
      case THOROUGH ->
          new ThoroughTest(tools, priority, watch, ThoroughTest.regions(mib, processors)).run();
    };
  }
}
