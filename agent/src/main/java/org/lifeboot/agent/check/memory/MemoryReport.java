package org.lifeboot.agent.check.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lifeboot.agent.check.GravestFirst;
import org.lifeboot.agent.hardware.EventFindings;
import org.lifeboot.agent.hardware.HardwareEvent;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Judges a test of the memory that has ended. Not thread-safe.
final class MemoryReport {

  private static final Edac.Count NONE = new Edac.Count(0, 0);

  private final CheckOrder.Memory order;
  private final TestRun run;
  private final Meminfo before;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  MemoryReport(CheckOrder.Memory order, TestRun run, Meminfo before, Meminfo after) {
    this.order = order;
    this.run = run;
    this.before = before;
    findings.addAll(run.faults());
    run.unfinished().ifPresent(this::unfinished);
    corrupted(after);
    amounts();
  }

  private void unfinished(String reason) {
    findings.add(
        new Finding(
            "",
            Verdict.INCONCLUSIVE,
            "The test did not come to its end: " + reason + ".",
            "Run this check again; if it does not end then either, use memtest (netboot)."));
  }

  private void corrupted(Meminfo after) {
    long fresh = after.corruptedBytes() - before.corruptedBytes();
    if (fresh > 0) {
      findings.add(
          new Finding(
              "",
              Verdict.FAILED,
              "The kernel gave up " + (fresh >> 10) + " KiB of memory for good during the test.",
              TestRun.ADVICE));
    }
    if (before.corruptedBytes() > 0) {
      findings.add(
          new Finding(
              "",
              Verdict.WARNING,
              "The kernel had given up "
                  + (before.corruptedBytes() >> 10)
                  + " KiB of memory before the test.",
              TestRun.ADVICE));
    }
  }

  private void amounts() {
    if (run.testedBytes() > 0) {
      double share = 100.0 * run.testedBytes() / before.totalBytes();
      facts.add(new Fact("", "memory tested", String.valueOf(run.testedBytes()), "bytes"));
      facts.add(new Fact("", "share of all memory", String.valueOf(Math.round(share)), "%"));
    }
    facts.add(new Fact("", "memory", String.valueOf(before.totalBytes()), "bytes"));
    facts.addAll(run.facts());
  }

  /// The memory controllers' counters before and after the test.
  void counters(Map<String, Edac.Count> earlier, Map<String, Edac.Count> later) {
    later.forEach(
        (module, count) -> {
          counted(module, earlier.getOrDefault(module, NONE), "before the test");
          counted(module, count.since(earlier.getOrDefault(module, NONE)), "during the test");
          facts.add(new Fact(module, "corrected errors", String.valueOf(count.corrected()), ""));
          facts.add(
              new Fact(module, "uncorrected errors", String.valueOf(count.uncorrected()), ""));
        });
  }

  private void counted(String module, Edac.Count count, String when) {
    if (count.uncorrected() > 0) {
      findings.add(
          new Finding(
              module,
              Verdict.FAILED,
              count.uncorrected() + " memory errors could not be corrected " + when + ".",
              "Have this memory module replaced; trust this server with no data until then."));
    }
    if (count.corrected() > 0) {
      findings.add(
          new Finding(
              module,
              Verdict.WARNING,
              count.corrected() + " memory errors were corrected " + when + ".",
              "Have this memory module replaced soon."));
    }
  }

  void kernel(List<HardwareEvent> earlier, List<HardwareEvent> during, boolean heardAll) {
    findings.addAll(EventFindings.of(earlier, during));
    if (!heardAll) {
      findings.add(EventFindings.unheard());
    }
  }

  /// The report.
  ///
  /// @param modules what is known of the memory modules
  CheckReport with(List<Fact> modules) {
    facts.addAll(modules);
    if (run.unfinished().isEmpty() && run.faults().isEmpty()) {
      findings.add(new Finding("", Verdict.PASSED, sound(), ""));
    }
    List<Finding> ordered = GravestFirst.of(findings);
    Verdict verdict = Verdict.ofAll(ordered.stream().map(Finding::verdict).toList());
    String reason = verdict == Verdict.PASSED ? sound() : first(ordered.getFirst());
    return CheckReport.offeringNothing(
        order.kind(), order.target(), verdict, reason, ordered, facts);
  }

  private static String first(Finding gravest) {
    return (gravest.part().isEmpty() ? "" : gravest.part() + ": ") + gravest.text();
  }

  private String sound() {
    return "%d MiB, %d %% of all memory, held what was written to them (%s)."
        .formatted(
            run.testedBytes() >> 20,
            Math.round(100.0 * run.testedBytes() / before.totalBytes()),
            run.what());
  }
}
