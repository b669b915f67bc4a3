package org.lifeboot.agent.check.smart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What was seen of one drive, in words, as it is gathered.
final class Signs {

  static final String REPLACE = "Save its data elsewhere and have the drive replaced soon.";
  static final String WATCH =
      "Keep a backup, and look again in some days: a growing number is bad.";
  static final String CABLE = "Have the cable and the plug, or the place in the server, changed.";

  private final String drive;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  /// Signs of a drive.
  ///
  /// @param drive its name in the report
  Signs(String drive) {
    this.drive = drive;
  }

  void found(Verdict verdict, String text, String advice) {
    findings.add(new Finding(drive, verdict, text, advice));
  }

  /// A finding that depends on a count, and the count as a fact.
  ///
  /// @param worryingFrom from so many on it is a warning
  void counted(String name, OptionalLong count, long worryingFrom, String advice) {
    number(name, count, "");
    if (count.isPresent() && count.getAsLong() >= worryingFrom) {
      found(Verdict.WARNING, "It counts %d %s.".formatted(count.getAsLong(), name), advice);
    }
  }

  /// Whether there is a fact of that name already.
  boolean tells(String name) {
    return facts.stream().anyMatch(fact -> fact.name().equals(name));
  }

  void number(String name, OptionalLong value, String unit) {
    value.ifPresent(number -> facts.add(new Fact(drive, name, Long.toString(number), unit)));
  }

  void text(String name, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(drive, name, value, ""));
    }
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  List<Fact> facts() {
    return List.copyOf(facts);
  }
}
