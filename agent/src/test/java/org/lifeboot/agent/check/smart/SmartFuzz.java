package org.lifeboot.agent.check.smart;

import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.protocol.CheckReport;

/// What a drive's firmware says of itself, through smartctl.
public final class SmartFuzz {

  private SmartFuzz() {}

  public static void drive(byte[] input) {
    CheckReport report = SmartCheck.stored("/dev/sda", Hostile.text(input));
    requireLine(report.reason(), 2_000);
    report.findings().forEach(finding -> requireLine(finding.text(), 1_000));
    report.facts().forEach(fact -> requireLine(fact.value(), 1_000));
  }
}
