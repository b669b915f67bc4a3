package org.lifeboot.agent.check.filesystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// How the rehearsal of a repair went.
///
/// @param verdict of the repair alone; the findings may outweigh it
/// @param reason one sentence
/// @param way what could be done about it
record Rehearsed(
    Verdict verdict, String reason, List<Finding> findings, List<Fact> facts, Way way) {

  /// What could be done about what was found.
  ///
  /// @param repairs the rehearsal set everything right
  /// @param commands the commands that did it, on the stage
  record Way(boolean repairs, List<String> commands) {

    private static final Way NONE = new Way(false, List.of());

    Way {
      commands = List.copyOf(commands);
    }
  }

  Rehearsed {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(reason, "reason");
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    Objects.requireNonNull(way, "way");
  }

  private static Rehearsed of(Verdict verdict, String reason) {
    return of(verdict, reason, List.of());
  }

  /// A judgement that no repair belongs to.
  static Rehearsed of(Verdict verdict, String reason, List<Finding> findings) {
    return new Rehearsed(verdict, reason, findings, List.of(), Way.NONE);
  }

  /// The repair found nothing to do.
  static Rehearsed sound() {
    return of(Verdict.PASSED, "The file system is sound: a rehearsed repair changed nothing.");
  }

  /// The same, where a mark said that the file system was in use when the server went down, and
  /// there is no journal.
  static Rehearsed soundButMarked() {
    return of(Verdict.PASSED, "The file system is sound; only its mark \"in use\" was left set.")
        .with(markedInUse());
  }

  static Finding markedInUse() {
    return new Finding(
        "",
        Verdict.PASSED,
        "The file system was not shut down cleanly: it is marked as in use.",
        "Find out why the server went down, or was unplugged.");
  }

  /// The same, after a journal was replayed.
  static Rehearsed soundAfterReplay() {
    return of(
            Verdict.PASSED,
            "The file system is sound once its journal is replayed, which every mount does by"
                + " itself.")
        .with(notShutDownCleanly());
  }

  static Finding notShutDownCleanly() {
    return new Finding(
        "",
        Verdict.PASSED,
        "The file system was not shut down cleanly: its journal still held changes.",
        "Find out why the server went down; the file system itself needs nothing.");
  }

  static Rehearsed damaged(Changes changes) {
    return new Rehearsed(
        Verdict.FAILED, changes.inWords(), changes.findings(), List.of(), new Way(true, List.of()));
  }

  /// No repair gets it back.
  static Rehearsed beyondRepair(String reason) {
    return of(Verdict.FAILED, reason)
        .with(
            new Finding(
                "",
                Verdict.FAILED,
                "The repair tool does not get it back.",
                "Copy the whole device before anything else is tried on it, then restore from a"
                    + " backup or ask a data recovery service."));
  }

  static Rehearsed unknown(String reason) {
    return of(Verdict.INCONCLUSIVE, reason);
  }

  /// A tool that did not come to a judgement: missing, timed out, killed, or an exit code that is
  /// none of its own.
  static Rehearsed noAnswer(String tool, Outcome outcome) {
    return unknown(
        "Nothing is known of the file system: "
            + tool
            + " gave no answer, "
            + HostileText.line(outcome.inWords(), 500)
            + ".");
  }

  /// The same of what was asked about: nobody knows of the copy or snapshot that was worked on.
  Rehearsed naming(String workedOn, String asked) {
    return new Rehearsed(
        verdict,
        reason.replace(workedOn, asked),
        findings.stream()
            .map(
                each ->
                    new Finding(
                        each.part(),
                        each.verdict(),
                        each.text().replace(workedOn, asked),
                        each.advice().replace(workedOn, asked)))
            .toList(),
        facts,
        way);
  }

  Rehearsed with(Finding... more) {
    return with(List.of(more));
  }

  Rehearsed with(List<Finding> more) {
    var all = new ArrayList<>(findings);
    all.addAll(more);
    return new Rehearsed(verdict, reason, all, facts, way);
  }

  Rehearsed knowing(List<Fact> more) {
    var all = new ArrayList<>(facts);
    all.addAll(more);
    return new Rehearsed(verdict, reason, findings, all, way);
  }

  /// The same, told otherwise.
  Rehearsed because(Verdict other, String otherReason) {
    return new Rehearsed(other, otherReason, findings, facts, way);
  }

  /// The commands of the repair, where it set everything right.
  Rehearsed by(Command... commands) {
    List<String> lines = Stream.of(commands).map(Command::toString).toList();
    return way.repairs()
        ? new Rehearsed(verdict, reason, findings, facts, new Way(true, lines))
        : this;
  }
}
