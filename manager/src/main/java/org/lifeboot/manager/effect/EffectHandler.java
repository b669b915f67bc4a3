package org.lifeboot.manager.effect;

import java.time.Duration;

/// Carries out effects of one kind. Called at least once for each, on any Manager: what it does
/// must be safe to repeat. Thread-safe.
public interface EffectHandler {

  /// Does it. An exception counts as [Outcome.Retry].
  Outcome carryOut(Effect effect);

  /// Told when an effect is not going to be tried again, through [Outcome.GiveUp] or too many
  /// retries.
  default void givenUp(Effect effect, String error) {}

  /// After how many attempts to give up.
  default int mostAttempts() {
    return 1000;
  }

  /// How long to wait after a failed attempt: 1 s, 2 s, 4 s … 5 min.
  default Duration pauseAfter(int attempt) {
    return Duration.ofSeconds(Math.min(300, 1L << Math.min(attempt - 1, 9)));
  }

  /// What came of it.
  sealed interface Outcome {

    /// Done for good.
    record Done() implements Outcome {}

    /// Not this time; try again later.
    record Retry(String error) implements Outcome {}

    /// Never to be tried again.
    record GiveUp(String error) implements Outcome {}
  }
}
