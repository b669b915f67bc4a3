package org.lifeboot.agent.check.processors;

import java.util.List;
import java.util.stream.Collectors;
import org.lifeboot.agent.tool.Outcome;

/// One program's burn, ended.
///
/// @param cpus the logical processors it was kept on
record BurnStep(List<Integer> cpus, StressNg.Burn burn, boolean noTool) {

  BurnStep {
    cpus = List.copyOf(cpus);
  }

  BurnStep(List<Integer> cpus, Outcome outcome) {
    this(cpus, StressNg.report(outcome), outcome instanceof Outcome.NotFound);
  }

  /// `CPU 3`, or `CPU 3, 4` when they shared a program.
  String part() {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(", ", "CPU ", ""));
  }
}
