package org.lifeboot.agent.check.memory;

import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.agent.tool.Outcome;

/// What memory testers, firmware and the kernel say of the memory.
public final class MemoryFuzz {

  private MemoryFuzz() {}

  public static void testers(byte[] input) {
    Outcome outcome = Hostile.outcome(input);
    String text = Hostile.text(input);
    StressAppTest.miscompare(text).ifPresent(StressAppTest.Miscompare::wrongBits);
    StressAppTest.remaining(text);
    StressAppTest.megabytesPerSecond(text);
    Memtester.ended(Memtester.plain(text));
    Memtester.offset(text);
    Memtester.lockedBytes(text);
    Memtester.ended(outcome);
    Meminfo.parse(text).testableMib();
    Dmidecode.facts(outcome).forEach(fact -> requireLine(fact.value(), 256));
  }
}
