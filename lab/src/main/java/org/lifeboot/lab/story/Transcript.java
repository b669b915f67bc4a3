package org.lifeboot.lab.story;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes the story down while it is played: steps, their proofs, the time each took. A claim that
/// does not hold ends the story.
public final class Transcript {

  private final PrintStream out;
  private final List<Report.Step> steps = new ArrayList<>();
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private final List<Proof> proofs = new ArrayList<>();

  public Transcript(PrintStream out) {
    this.out = out;
  }

  /// Plays one step and gives its result.
  public <T> T step(String title, Supplier<T> play) {
    var started = Instant.now();
    out.printf("%n%s%n", title);
    proofs.clear();
    try {
      return play.get();
    } finally {
      var took = Duration.between(started, Instant.now());
      steps.add(new Report.Step(title, took, proofs));
      out.printf("    took %s%n", seconds(took));
    }
  }

  /// Plays one step that gives no result.
  public void step(String title, Runnable play) {
    step(
        title,
        () -> {
          play.run();
          return title;
        });
  }

  public void prove(boolean proven, String claim, Object evidence) {
    var proof = new Proof(proven, claim, evidence.toString().strip());
    proofs.add(proof);
    out.println("  " + proof);
    if (!proven) {
      throw new StoryFailed(proof);
    }
  }

  public void prove(boolean proven, String claim) {
    prove(proven, claim, "");
  }

  /// Proves that there is something, and gives it.
  public <T> T found(Optional<T> thing, String claim, Object otherwise) {
    prove(thing.isPresent(), claim, thing.isPresent() ? "" : otherwise);
    return thing.orElseThrow();
  }

  /// A line that claims nothing.
  public void tell(String line) {
    out.println("    " + line);
  }

  /// Notes a measured number.
  public void measured(String what, String howMuch) {
    numbers.put(what, howMuch);
  }

  public Report report(Optional<String> failure) {
    return new Report(steps, new LinkedHashMap<>(numbers), failure);
  }

  public static String seconds(Duration time) {
    return "%d.%d s".formatted(time.toSeconds(), time.toMillisPart() / 100);
  }
}
