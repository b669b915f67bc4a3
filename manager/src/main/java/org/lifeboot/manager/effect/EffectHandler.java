package org.lifeboot.manager.effect;

/// Carries out effects of one kind. Called at least once for each, on any Manager: what it does
/// must be safe to repeat. Thread-safe.
public interface EffectHandler {

  /// Does it. An exception counts as [Outcome.Retry].
  Outcome carryOut(Effect effect);

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
