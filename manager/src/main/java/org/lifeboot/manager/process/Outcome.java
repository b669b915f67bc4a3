package org.lifeboot.manager.process;

import java.time.Duration;

/// How a program's run ended. Its output is standard output and standard error in the order in
/// which they came, undecodable bytes replaced: hostile text.
public sealed interface Outcome {

  /// It ended by itself (or by somebody's signal: then the code is 128 and the signal's number).
  record Exited(int code, String output) implements Outcome {}

  /// It was still running after the time limit and was killed, with all that it had started.
  record TimedOut(Duration limit, String output) implements Outcome {}

  /// It could not be started: no such program, not executable.
  record NotStarted(String reason) implements Outcome {}
}
