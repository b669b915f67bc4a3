package org.lifeboot.agent.claim;

/// The answer to a wish to hold a device.
public sealed interface ClaimAnswer {

  /// Held, until closed.
  record Granted(Claim claim) implements ClaimAnswer {}

  /// Somebody else has it.
  ///
  /// @param holder one sentence: who holds it and since when, as far as that can be known
  record Refused(String holder) implements ClaimAnswer {}

  /// It could not be tried.
  ///
  /// @param reason what was being done, to what, and what came back
  record Failed(String reason) implements ClaimAnswer {}
}
