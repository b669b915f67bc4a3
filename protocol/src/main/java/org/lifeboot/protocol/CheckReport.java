package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// What one check found. The tools' own output is kept beside it, as evidence
/// ([AgentEvent.CheckEvidence]). All texts come from the server: hostile.
///
/// @param target what was checked: a device, an image file, or empty for the whole server
/// @param reason the verdict's reason, one sentence for a person
/// @param findings what was seen, part by part; at most [#MOST_FINDINGS], the gravest first
/// @param facts what is known of the parts; what is not known is not here
/// @param repair the repair that could be made: at most one; none where there is nothing to repair
///   or no safe way (a finding then says why, and what to do by hand)
@Json
public record CheckReport(
    CheckKind check,
    String target,
    Verdict verdict,
    String reason,
    List<Finding> findings,
    List<Fact> facts,
    List<RepairOffer> repair) {

  /// More than this helps nobody; the rest is in the evidence.
  public static final int MOST_FINDINGS = 500;

  public CheckReport {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(reason, "reason");
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    repair = List.copyOf(Objects.requireNonNullElse(repair, List.of())); // older ones lack it
    if (repair.size() > 1) {
      throw new IllegalArgumentException("a report offers at most one repair");
    }
  }

  /// A report that offers no repair. (Not a constructor: the codec takes one constructor only.)
  public static CheckReport offeringNothing(
      CheckKind check,
      String target,
      Verdict verdict,
      String reason,
      List<Finding> findings,
      List<Fact> facts) {
    return new CheckReport(check, target, verdict, reason, findings, facts, List.of());
  }

  /// A report that says one thing.
  public static CheckReport of(CheckOrder order, Verdict verdict, String reason) {
    return offeringNothing(order.kind(), order.target(), verdict, reason, List.of(), List.of());
  }

  /// The same report, with a repair that could be made.
  public CheckReport offering(RepairOffer offer) {
    return new CheckReport(check, target, verdict, reason, findings, facts, List.of(offer));
  }

  /// One thing that was seen.
  ///
  /// @param part which part: a device, `CPU 3`, `DIMM_A1`, a range; or empty for the whole target
  /// @param text what was seen, one sentence
  /// @param advice what to do next, one sentence, or empty
  public record Finding(String part, Verdict verdict, String text, String advice) {
    public Finding {
      Objects.requireNonNull(part, "part");
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(advice, "advice");
    }
  }

  /// One thing that is known.
  ///
  /// @param part which part, or empty for the whole target
  /// @param name in words: `temperature`, `reallocated sectors`
  /// @param value as text; a number in plain digits when `unit` is not empty
  /// @param unit `bytes`, `°C`, `hours`, `%`, `MHz`, …, or empty for text
  public record Fact(String part, String name, String value, String unit) {
    public Fact {
      Objects.requireNonNull(part, "part");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(unit, "unit");
    }
  }
}
