package org.lifeboot.agent.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.GravestFirst;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.check.filesystem.Stand;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// The part of a repair that writes, and the check that follows.
record Writing(
    CheckOrder.Repair order, FilesystemCheck rehearsal, Patient patient, CheckWatch watch) {

  CheckReport of(Patch patch, Saved saved, SavedPlace place) {
    watch.step("", "writing %d blocks".formatted(patch.blocks().size()));
    var facts =
        List.of(
            new Fact("", "written", Long.toString(patch.bytes()), "bytes"),
            new Fact("", "saved before", Long.toString(saved.bytes()), "bytes"),
            new Fact("", "SHA-256 of what was saved", saved.sha256(), ""));
    var done =
        new Finding(
            "",
            Verdict.PASSED,
            "%d blocks (%d bytes) were written; what they held before lies %s."
                .formatted(patch.blocks().size(), patch.bytes(), place.inWords()),
            "To go back, undo the repair before the file system is used.");
    try {
      patch.writeOn(patient.path());
    } catch (IOException e) {
      return report(Verdict.FAILED, brokenOff(e, place), List.of(), facts);
    }
    CheckReport second = checkedAgain();
    var findings = new ArrayList<>(second.findings());
    findings.add(done);
    var known = new ArrayList<>(second.facts());
    known.addAll(facts);
    return report(verdict(second), reason(second), findings, known);
  }

  private static String brokenOff(IOException problem, SavedPlace place) {
    return "Writing broke off in the middle, so the file system is damaged: %s. What it held before lies %s: undo the repair."
        .formatted(HostileText.line(problem.toString(), 300), place.inWords());
  }

  private CheckReport checkedAgain() {
    var filesystem = new CheckOrder.Filesystem(order.target());
    try {
      CheckWatch part = PartOfWatch.second(watch);
      part.step("", "checking it again");
      return switch (patient.rehearsing(part).stand()) {
        case Stand.Answer.NotReady(String reason) ->
            CheckReport.of(filesystem, Verdict.INCONCLUSIVE, reason);
        case Stand.Answer.Ready(Stand stand) -> {
          try (stand) {
            yield rehearsal.on(stand, part, Optional.empty());
          }
        }
      };
    } catch (InterruptedException e) {
      return CheckReport.of(filesystem, Verdict.INCONCLUSIVE, "it was broken off: " + e);
    }
  }

  private static Verdict verdict(CheckReport second) {
    return switch (second.verdict()) {
      case PASSED, WARNING -> Verdict.PASSED;
      case FAILED, INCONCLUSIVE, CANCELLED, CRASHED -> Verdict.FAILED;
    };
  }

  private static String reason(CheckReport second) {
    return switch (second.verdict()) {
      case PASSED, WARNING -> "The file system is repaired: a second check found it sound.";
      case FAILED -> "The repair was made, but a second check still finds: " + second.reason();
      case INCONCLUSIVE, CANCELLED, CRASHED ->
          "The repair was made, but whether the file system is sound now is not known: "
              + second.reason();
    };
  }

  private CheckReport report(
      Verdict verdict, String reason, List<Finding> findings, List<Fact> facts) {
    return CheckReport.offeringNothing(
        order.kind(), order.target(), verdict, reason, GravestFirst.of(findings), facts);
  }
}
