package org.lifeboot.agent.check.processors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.hardware.KernelWatch;
import org.lifeboot.agent.hardware.MachineCheckPolling;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.SideBySide;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// Burns every logical processor in turn, then all together, verifies what they compute, and
/// listens to sensors and kernel all the while.
public final class ProcessorsCheck implements Check {

  /// Programs at once; with more processors than that, neighbours share one.
  private static final int MOST_AT_ONCE = 64;

  private static final Duration SHORTEST_TOGETHER = Duration.ofSeconds(5);

  private final CheckOrder.Processors order;
  private final Tools tools;
  private final LowPriority priority;
  private final Path root;

  /// A burn.
  ///
  /// @param root `/`; another folder in tests
  public ProcessorsCheck(
      CheckOrder.Processors order, Tools tools, LowPriority priority, Path root) {
    this.order = order;
    this.tools = tools;
    this.priority = priority;
    this.root = root;
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    List<Processor> processors = Processor.all(root);
    if (processors.isEmpty()) {
      return CheckReport.of(
          order, Verdict.INCONCLUSIVE, "The kernel does not tell of its processors.");
    }
    watch.step("", "listening to the kernel and the sensors");
    try (var _ = MachineCheckPolling.often(root);
        var kernel =
            new KernelWatch(tools, root, line -> watch.evidence("kernel messages", line + "\n"));
        var log = BurnLog.start(new Sensors(root), watch, length())) {
      kernel.open();
      List<BurnStep> steps = burn(processors, watch, log);
      boolean heardAll = kernel.finish();
      return new BurnReport(order, processors, steps, log.extremes())
          .with(kernel.before(), kernel.during(), heardAll);
    }
  }

  private Duration length() {
    return Duration.ofMinutes(order.minutes());
  }

  private List<BurnStep> burn(List<Processor> processors, CheckWatch watch, BurnLog log)
      throws InterruptedException {
    List<Integer> numbers = processors.stream().map(Processor::number).toList();
    var plan = BurnPlan.of(numbers, length());
    var steps = new ArrayList<BurnStep>();
    for (List<Integer> turn : plan.turns()) {
      watch.step(
          parts(turn), turn.size() == 1 ? "burning it alone" : "burning each of these alone");
      steps.addAll(burn(singly(turn), plan.eachTurn(), watch));
      if (steps.stream().anyMatch(BurnStep::noTool)) {
        return steps;
      }
    }
    watch.step("", "burning all processors together");
    Duration left = length().minus(log.elapsed());
    Duration rest = left.compareTo(SHORTEST_TOGETHER) < 0 ? SHORTEST_TOGETHER : left;
    steps.addAll(burn(groups(numbers), rest, watch));
    return steps;
  }

  private static String parts(List<Integer> turn) {
    String some =
        turn.stream().limit(8).map(String::valueOf).collect(Collectors.joining(", ", "CPU ", ""));
    return turn.size() > 8 ? some + ", …" : some;
  }

  private static List<List<Integer>> singly(List<Integer> cpus) {
    return cpus.size() > MOST_AT_ONCE ? groups(cpus) : cpus.stream().map(List::of).toList();
  }

  private static List<List<Integer>> groups(List<Integer> cpus) {
    int size = Math.ceilDiv(cpus.size(), MOST_AT_ONCE);
    var groups = new ArrayList<List<Integer>>();
    for (int from = 0; from < cpus.size(); from += size) {
      groups.add(List.copyOf(cpus.subList(from, Math.min(cpus.size(), from + size))));
    }
    return groups;
  }

  private List<BurnStep> burn(List<List<Integer>> groups, Duration length, CheckWatch watch)
      throws InterruptedException {
    List<Command> commands =
        groups.stream().map(cpus -> priority.of(StressNg.command(cpus, length))).toList();
    List<Outcome> outcomes = SideBySide.run(tools, commands, (_, _) -> {});
    var steps = new ArrayList<BurnStep>();
    for (int i = 0; i < groups.size(); i++) {
      steps.add(new BurnStep(groups.get(i), outcomes.get(i)));
      watch.evidence("stress-ng", words(commands.get(i), outcomes.get(i)));
    }
    return steps;
  }

  private static String words(Command command, Outcome outcome) {
    String said =
        outcome instanceof Outcome.Exited(_, String stdout, String stderr)
            ? stdout + stderr
            : outcome.inWords() + "\n";
    return "# " + command + "\n" + said;
  }
}
