package org.lifeboot.agent.check.processors;

import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;

/// What the kernel and stress-ng say of the processors.
public final class ProcessorsFuzz {

  private ProcessorsFuzz() {}

  public static void burn(byte[] input) {
    switch (StressNg.report(Hostile.outcome(input))) {
      case StressNg.Burn.Wrong(String words) -> requireLine(words, 200);
      case StressNg.Burn.Broken(String words) -> requireLine(words, 500);
      case StressNg.Burn.Right() -> {}
    }
    Processor.parse(Hostile.text(input)).forEach(each -> requireLine(each.model(), 256));
  }
}
