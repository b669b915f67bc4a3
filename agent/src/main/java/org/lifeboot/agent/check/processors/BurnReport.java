package org.lifeboot.agent.check.processors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lifeboot.agent.check.GravestFirst;
import org.lifeboot.agent.hardware.EventFindings;
import org.lifeboot.agent.hardware.HardwareEvent;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Judges a burn that has ended.
record BurnReport(
    CheckOrder.Processors order,
    List<Processor> processors,
    List<BurnStep> steps,
    BurnLog.Extremes extremes) {

  private static final String REPLACE =
      "Have the processor and its cooling looked at; do not trust this server with data until then.";

  private static final String COOL =
      "Have fans, heat sink and the room's air looked at, then burn it again.";

  private static final String AGAIN = "Run this check again.";

  /// The report, with what the kernel said.
  ///
  /// @param heardAll whether all messages of the burn were heard
  CheckReport with(List<HardwareEvent> before, List<HardwareEvent> during, boolean heardAll) {
    var findings = new ArrayList<Finding>();
    steps.forEach(step -> add(findings, step));
    findings.addAll(EventFindings.of(before, during));
    throttling().forEach(findings::add);
    heat().forEach(findings::add);
    if (!heardAll) {
      findings.add(EventFindings.unheard());
    }
    findings.addAll(sound(findings));
    return report(findings);
  }

  private static void add(List<Finding> findings, BurnStep step) {
    switch (step.burn()) {
      case StressNg.Burn.Right() -> {}
      case StressNg.Burn.Wrong(String what) ->
          findings.add(
              new Finding(
                  step.part(),
                  Verdict.FAILED,
                  "It computed a wrong result: " + what + ".",
                  REPLACE));
      case StressNg.Burn.Broken(String reason) ->
          findings.add(
              new Finding(
                  step.part(),
                  Verdict.INCONCLUSIVE,
                  "The burn did not come to its end: " + reason + ".",
                  AGAIN));
    }
  }

  private Stream<Finding> throttling() {
    return extremes.throttled().entrySet().stream()
        .map(
            seen ->
                new Finding(
                    Processor.part(seen.getKey()),
                    Verdict.WARNING,
                    "It was slowed down %d times because it was too hot."
                        .formatted(seen.getValue()),
                    COOL));
  }

  private Stream<Finding> heat() {
    return extremes.hottest().stream()
        .filter(seen -> seen.critical().filter(limit -> seen.celsius() >= limit).isPresent())
        .map(
            seen ->
                new Finding(
                    seen.name(),
                    Verdict.WARNING,
                    "It reached %.0f °C; its maker calls %.0f °C critical."
                        .formatted(seen.celsius(), seen.critical().orElseThrow()),
                    COOL));
  }

  /// Processors of which nothing is to be said but that all was right.
  private List<Finding> sound(List<Finding> findings) {
    Set<Integer> burned = new LinkedHashSet<>();
    steps.forEach(step -> burned.addAll(step.cpus()));
    steps.stream()
        .filter(step -> !(step.burn() instanceof StressNg.Burn.Right))
        .forEach(step -> step.cpus().forEach(burned::remove));
    Set<String> named = new LinkedHashSet<>();
    findings.forEach(finding -> named.add(finding.part()));
    return burned.stream()
        .map(Processor::part)
        .filter(part -> !named.contains(part))
        .map(part -> new Finding(part, Verdict.PASSED, "All its results were right.", ""))
        .toList();
  }

  private CheckReport report(List<Finding> findings) {
    Verdict verdict = Verdict.ofAll(findings.stream().map(Finding::verdict).toList());
    List<Finding> gravest = GravestFirst.of(findings);
    return CheckReport.offeringNothing(
        order.kind(),
        order.target(),
        verdict,
        reason(verdict, gravest),
        gravest,
        BurnFacts.of(this));
  }

  private String reason(Verdict verdict, List<Finding> findings) {
    if (verdict == Verdict.PASSED) {
      return processors.size() == 1
          ? "The processor computed right, alone and under full load."
          : "All "
              + processors.size()
              + " logical processors computed right, alone and all together.";
    }
    Finding first = findings.getFirst();
    String who = first.part().isEmpty() ? "" : first.part() + ": ";
    return who + first.text();
  }
}
