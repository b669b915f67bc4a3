package org.lifeboot.lab.story;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.lab.process.Json;

/// How the story went.
///
/// @param steps those that were played, in order
/// @param numbers what was measured on the way
/// @param failure what went wrong; empty when every step was proven
public record Report(List<Step> steps, Map<String, String> numbers, Optional<String> failure) {

  /// One step.
  public record Step(String title, Duration took, List<Proof> proofs) {
    public Step {
      proofs = List.copyOf(proofs);
    }
  }

  public Report {
    steps = List.copyOf(steps);
  }

  public boolean proven() {
    return failure.isEmpty();
  }

  /// For programs.
  public String json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("proven", proven());
    failure.ifPresent(text -> all.put("failure", text));
    all.put("numbers", numbers);
    all.put("steps", steps.stream().map(Report::asMap).toList());
    return Json.write(all);
  }

  private static Map<String, Object> asMap(Step step) {
    return Map.of(
        "title",
        step.title(),
        "seconds",
        step.took().toMillis() / 1000.0,
        "proofs",
        step.proofs().stream()
            .map(
                proof ->
                    Map.of(
                        "proven", proof.proven(),
                        "claim", proof.claim(),
                        "evidence", proof.evidence()))
            .toList());
  }
}
