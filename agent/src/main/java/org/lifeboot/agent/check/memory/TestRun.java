package org.lifeboot.agent.check.memory;

import java.util.List;
import java.util.Optional;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;

/// How a test of the memory ended.
///
/// @param what the test in words
/// @param testedBytes of how much it speaks
/// @param unfinished why it did not come to its end; empty when it did
/// @param faults memory that was not what it should be
record TestRun(
    String what,
    long testedBytes,
    Optional<String> unfinished,
    List<Finding> faults,
    List<Fact> facts) {

  /// A fault in a person's words, as often as it may be; more say no more.
  static final int MOST_FAULTS = 100;

  static final String ADVICE =
      "Take the memory modules out one by one and test again (netboot memtest), or have them"
          + " replaced; trust this server with no data until then.";

  TestRun {
    faults = List.copyOf(faults);
    facts = List.copyOf(facts);
  }
}
