package org.lifeboot.agent.check.smart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.hardware.DrivePlace;
import org.lifeboot.agent.hardware.SmartAddress;
import org.lifeboot.agent.hardware.Smartctl;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.SelfTest;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What one drive says of itself, and a self-test of it when one is asked for.
public final class SmartCheck implements Check {

  private final CheckOrder.Smart order;
  private final Tools tools;
  private final DrivePlace place;
  private final Duration pause;

  public SmartCheck(CheckOrder.Smart order, Tools tools) {
    this(
        order,
        tools,
        new DrivePlace(Path.of("/")),
        order.selfTest() == SelfTest.LONG ? Duration.ofSeconds(30) : Duration.ofSeconds(5));
  }

  /// A check.
  ///
  /// @param pause between two looks at a self-test
  SmartCheck(CheckOrder.Smart order, Tools tools, DrivePlace place, Duration pause) {
    this.order = order;
    this.tools = tools;
    this.place = place;
    this.pause = pause;
  }

  /// Judges a stored answer of smartctl.
  public static CheckReport stored(String name, String json) {
    var order = new CheckOrder.Smart(name, SelfTest.NONE);
    Tree more = Tree.parse(json).orElse(Tree.NOTHING);
    return new DriveReport(order, OptionalInt.empty(), json, more).report();
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    CheckReport report = look(watch);
    return place.of(order.target()).map(found -> placed(report, found)).orElse(report);
  }

  private CheckReport placed(CheckReport report, String found) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(HostileText.line(order.target()), "place", found, ""));
    facts.addAll(report.facts());
    return new CheckReport(
        order.kind(),
        order.target(),
        report.verdict(),
        report.reason(),
        report.findings(),
        facts,
        report.repair());
  }

  private CheckReport look(CheckWatch watch) throws InterruptedException {
    if (order.target().isEmpty()) {
      return unknown("No drive was named.");
    }
    if (order.target().matches("/dev/(vd|xvd)[a-z]+\\d*")) {
      return unknown("This is a virtual drive; it does not report SMART.");
    }
    watch.step(order.target(), "asking the drive for its own report");
    Outcome outcome = ask("smartctl", watch);
    if (!(outcome instanceof Outcome.Exited(int code, String json, _))) {
      return unknown("The drive gave no SMART report: " + outcome.inWords() + ".");
    }
    if (Smartctl.withoutReport(code)) {
      return withControllersDrives(report(code, json, Tree.NOTHING), json);
    }
    Tree more = askForMore(watch);
    CheckReport report = report(code, json, more);
    Optional<Tree> answer = Tree.parse(json).filter(tree -> tree.has("device"));
    if (order.selfTest() == SelfTest.NONE || answer.isEmpty()) {
      return report;
    }
    return switch (SelfTestOffer.of(answer.get(), more)) {
      case OFFERED, NOT_KNOWN -> withSelfTest(answer.get(), more, watch);
      case NOT_OFFERED -> withoutSelfTest(report);
    };
  }

  private CheckReport report(int code, String json, Tree more) {
    return new DriveReport(order, OptionalInt.of(code), json, more).report();
  }

  /// Who asked for everything that can be done has got it; who asked for a self-test has not.
  private CheckReport withoutSelfTest(CheckReport report) {
    boolean enough = order.selfTest() == SelfTest.OFFERED;
    Verdict verdict = enough ? Verdict.PASSED : Verdict.INCONCLUSIVE;
    return joined(
        report,
        found(verdict, SelfTestOffer.NONE_OFFERED + " It was judged by its health data alone."));
  }

  private CheckReport unknown(String reason) {
    return CheckReport.of(order, Verdict.INCONCLUSIVE, reason);
  }

  private Outcome ask(String evidence, CheckWatch watch) throws InterruptedException {
    Outcome outcome = tools.run(Smartctl.whole(SmartAddress.of(order.target())));
    if (Thread.interrupted()) {
      throw new InterruptedException("asking the drive");
    }
    if (outcome instanceof Outcome.Exited(_, String json, String errors)) {
      watch.evidence(evidence, json + errors);
    }
    return outcome;
  }

  private Tree askForMore(CheckWatch watch) throws InterruptedException {
    Outcome outcome = tools.run(Smartctl.more(SmartAddress.of(order.target())));
    if (Thread.interrupted()) {
      throw new InterruptedException("asking the drive for more");
    }
    if (!(outcome instanceof Outcome.Exited(_, String json, _))) {
      return Tree.NOTHING;
    }
    watch.evidence("smartctl, all that it knows", json);
    return Tree.parse(json).orElse(Tree.NOTHING);
  }

  private CheckReport withSelfTest(Tree before, Tree more, CheckWatch watch)
      throws InterruptedException {
    SelfTestRun.Result result = new SelfTestRun(tools, order, pause, watch).run(before);
    watch.step(order.target(), "asking the drive again");
    Outcome after = ask("smartctl after the self-test", watch);
    CheckReport report =
        after instanceof Outcome.Exited(int code, String json, _)
            ? report(code, json, more)
            : unknown("The drive gave no SMART report: " + after.inWords() + ".");
    return joined(report, finding(result));
  }

  private Finding finding(SelfTestRun.Result result) {
    String name = "The " + SelfTestRun.kind(order.selfTest()) + " self-test";
    return switch (result) {
      case SelfTestRun.Result.Unknown(String reason) -> found(Verdict.INCONCLUSIVE, reason);
      case SelfTestRun.Result.Ended(SelfTests.Past past) ->
          switch (past.end()) {
            case SOUND -> found(Verdict.PASSED, name + " found nothing.");
            case FAULT ->
                found(Verdict.FAILED, name + " found a fault: " + DriveReport.words(past) + ".");
            case UNFINISHED ->
                found(
                    Verdict.INCONCLUSIVE,
                    name + " was not finished: " + DriveReport.words(past) + ".");
          };
    };
  }

  private Finding found(Verdict verdict, String text) {
    return new Finding(
        HostileText.line(order.target()),
        verdict,
        HostileText.line(text, 600),
        verdict == Verdict.FAILED ? Signs.REPLACE : "");
  }

  private CheckReport joined(CheckReport report, Finding test) {
    Verdict verdict = Verdict.ofAll(List.of(report.verdict(), test.verdict()));
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.add(test.verdict() == Verdict.PASSED ? findings.size() : 0, test);
    String reason =
        verdict == report.verdict() && test.verdict() != verdict ? report.reason() : test.text();
    if (verdict == Verdict.PASSED) {
      reason = report.reason() + " " + test.text();
    }
    return CheckReport.offeringNothing(
        order.kind(), order.target(), verdict, reason, findings, report.facts());
  }

  /// smartctl cannot see through a RAID controller, but it lists the drives behind it.
  private CheckReport withControllersDrives(CheckReport report, String json) {
    if (!json.contains("please try adding '-d")) {
      return report;
    }
    List<Finding> drives =
        Smartctl.behindControllers(tools.run(Smartctl.scan())).stream()
            .limit(CheckReport.MOST_FINDINGS)
            .map(
                drive ->
                    new Finding(
                        drive.toString(),
                        Verdict.INCONCLUSIVE,
                        "This drive is behind the RAID controller; it was not looked at.",
                        "lifeboot check smart " + drive))
            .toList();
    return CheckReport.offeringNothing(
        order.kind(), order.target(), report.verdict(), report.reason(), drives, report.facts());
  }
}
