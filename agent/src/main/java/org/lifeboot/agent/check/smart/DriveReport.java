package org.lifeboot.agent.check.smart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lifeboot.agent.check.GravestFirst;
import org.lifeboot.agent.hardware.Smartctl;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Judges what smartctl said of one drive: a pure function from its JSON to a report.
///
/// @param exitCode of smartctl; empty: the one that stands in the JSON
/// @param more what it said when asked for all that it knows; may be the same
record DriveReport(CheckOrder.Smart order, OptionalInt exitCode, String json, Tree more) {

  private static final String NOTHING_KNOWN = "The drive gave no SMART report: ";

  CheckReport report() {
    return Tree.parse(json)
        .map(this::report)
        .orElseGet(() -> unknown(NOTHING_KNOWN + "smartctl's answer could not be read."));
  }

  private CheckReport unknown(String reason) {
    return CheckReport.of(order, Verdict.INCONCLUSIVE, reason);
  }

  private CheckReport report(Tree answer) {
    Signs signs = new Signs(drive(answer));
    Identity.tell(answer, signs);
    Optional<String> missing = whyThereIsNoReport(answer);
    if (missing.isPresent()) {
      return whole(Verdict.INCONCLUSIVE, missing.get(), signs);
    }
    switch (answer.text("device", "protocol")) {
      case "ATA" -> AtaSigns.look(answer, signs);
      case "NVMe" -> NvmeSigns.look(answer, signs);
      case "SCSI" -> ScsiSigns.look(answer, signs);
      default -> {}
    }
    NvmeSigns.wear(answer.number("endurance_used", "current_percent"), signs);
    MoreSigns.look(more, signs);
    Health.look(answer, code(answer), signs);
    tests(SelfTests.of(answer), signs);
    return judged(signs);
  }

  private String drive(Tree answer) {
    String named = answer.text("device", "name");
    return order.target().isEmpty() ? named : HostileText.line(order.target());
  }

  private int code(Tree answer) {
    return exitCode.orElse((int) answer.number("smartctl", "exit_status").orElse(0));
  }

  private Optional<String> whyThereIsNoReport(Tree answer) {
    long format =
        answer.list("json_format_version").stream()
            .findFirst()
            .map(DriveReport::asNumber)
            .orElse(-1L);
    if (format != 1) {
      return Optional.of(
          "This is no report in the form that Lifeboot knows (smartctl's JSON, 1.x).");
    }
    if (Smartctl.withoutReport(code(answer))) {
      return Optional.of(NOTHING_KNOWN + words(answer) + ".");
    }
    return answer.has("device") ? Optional.empty() : Optional.of("This is no report of a drive.");
  }

  private static long asNumber(Tree tree) {
    return tree.value() instanceof Number number ? number.longValue() : -1L;
  }

  private String words(Tree answer) {
    List<String> said =
        answer.list("smartctl", "messages").stream()
            .map(message -> message.text("string").replaceFirst("[.]$", ""))
            .filter(message -> !message.isEmpty())
            .toList();
    return said.isEmpty()
        ? "smartctl's exit code was " + code(answer)
        : HostileText.line(String.join("; ", said), 400);
  }

  private static void tests(SelfTests tests, Signs signs) {
    tests
        .running()
        .ifPresent(
            running ->
                signs.found(
                    Verdict.INCONCLUSIVE,
                    words(running),
                    "Wait until it has ended, then check again."));
    if (tests.past().isEmpty()) {
      return;
    }
    SelfTests.Past last = tests.past().getFirst();
    signs.text("last self-test", words(last));
    signs.number("last self-test, at the age of", last.hours(), "hours");
    if (last.end() == SelfTests.End.FAULT) {
      signs.found(
          Verdict.FAILED, "Its last self-test found a fault: " + words(last) + ".", Signs.REPLACE);
      return;
    }
    long faults = tests.past().stream().filter(test -> test.end() == SelfTests.End.FAULT).count();
    if (faults > 0) {
      signs.found(
          Verdict.WARNING,
          "An earlier self-test found a fault (%d of %d).".formatted(faults, tests.past().size()),
          "Let it make a long self-test.");
    }
  }

  static String words(SelfTests.Running running) {
    return running.donePercent().isPresent()
        ? "A self-test is running (%d %% done).".formatted(running.donePercent().getAsLong())
        : "A self-test is running.";
  }

  static String words(SelfTests.Past test) {
    String words = test.kind().isEmpty() ? test.words() : test.kind() + ": " + test.words();
    return words.replaceFirst("[.]$", "");
  }

  private CheckReport judged(Signs signs) {
    List<Finding> findings = new ArrayList<>(signs.findings());
    if (findings.isEmpty()) {
      return whole(
          Verdict.PASSED, "The drive says it is healthy, and nothing foretells a failure.", signs);
    }
    Verdict verdict = Verdict.ofAll(findings.stream().map(Finding::verdict).toList());
    String gravest =
        findings.stream()
            .filter(each -> each.verdict() == verdict)
            .findFirst()
            .orElseThrow()
            .text();
    int others = findings.size() - 1;
    return whole(verdict, others == 0 ? gravest : gravest + " And there is more to see.", signs);
  }

  private CheckReport whole(Verdict verdict, String reason, Signs signs) {
    List<Finding> findings = GravestFirst.of(signs.findings());
    List<Fact> facts = signs.facts();
    return CheckReport.offeringNothing(
        order.kind(), order.target(), verdict, reason, findings, facts);
  }
}
