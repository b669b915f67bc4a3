package org.lifeboot.agent.check;

import org.lifeboot.protocol.CheckReport;

/// One hardware check of one target, ready to be carried out once.
///
/// A check writes nothing on the target. Whatever it starts, holds or takes (programs, claims,
/// memory) it gives back before [#run] returns or throws, in a `finally`.
@FunctionalInterface
public interface Check {

  /// Carries the check out, on a thread of its own that is interrupted when a person cancels it.
  ///
  /// What may well happen (no such tool, no answer, a drive that has gone) is a report with a
  /// verdict: [org.lifeboot.protocol.Verdict#INCONCLUSIVE] when nothing is known.
  ///
  /// @param watch who wants to know how it goes
  /// @throws InterruptedException when it was cancelled
  CheckReport run(CheckWatch watch) throws InterruptedException;
}
