package org.lifeboot.agent.repair;

import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// The report of a repair, or a way back, that did not begin.
final class Refusal {

  private Refusal() {}

  static CheckReport of(CheckOrder order, String reason) {
    String sentence = reason.strip();
    String end = sentence.endsWith(".") ? "" : ".";
    return CheckReport.of(order, Verdict.INCONCLUSIVE, sentence + end + " Nothing was written.");
  }
}
