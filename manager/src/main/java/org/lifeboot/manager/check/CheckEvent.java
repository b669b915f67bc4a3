package org.lifeboot.manager.check;

import java.time.Instant;
import org.lifeboot.protocol.CheckReport;

/// What happens to a check.
sealed interface CheckEvent {

  /// The Agent has begun.
  record Started() implements CheckEvent {}

  /// The Agent begins a step.
  record StepBegun(String part, String step) implements CheckEvent {}

  /// The Agent has ended it.
  record Reported(CheckReport report) implements CheckEvent {}

  /// Nothing is heard from the server any more.
  record FellSilent(Instant lastHeard) implements CheckEvent {}

  /// The rescue system is gone: the server booted anew or was switched off in the middle.
  ///
  /// @param reason the end of "The server went down in the middle of it: …"
  record WentDown(String reason) implements CheckEvent {}

  /// Somebody ended the session on purpose.
  record SessionLeft() implements CheckEvent {}
}
