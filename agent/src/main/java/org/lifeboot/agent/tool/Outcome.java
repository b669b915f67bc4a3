package org.lifeboot.agent.tool;

import java.time.Duration;
import java.util.Optional;

/// How the run of an external program went. A program that fails is a value, not an exception.
public sealed interface Outcome {

  /// It ended by itself.
  record Exited(int code, String stdout, String stderr) implements Outcome {}

  /// It was killed because its time was up.
  record TimedOut(Duration limit) implements Outcome {}

  /// It was killed because it wrote too much.
  record TooMuchOutput(int limitBytes) implements Outcome {}

  /// The rescue system has no such program.
  record NotFound(String program) implements Outcome {}

  /// The kernel did not start it: no memory, not a program, …
  record NotStarted(String reason) implements Outcome {}

  /// It was killed because the Agent itself is ending.
  record Stopped() implements Outcome {}

  /// What came back in one sentence for a person; at most 400 characters of the program's own
  /// words.
  default String inWords() {
    return switch (this) {
      case Exited(int code, String stdout, String stderr) ->
          "exit code " + code + said(stderr.isBlank() ? stdout : stderr);
      case TimedOut(Duration limit) -> "no end after " + limit.toSeconds() + " s";
      case TooMuchOutput(int limitBytes) -> "more than " + limitBytes + " bytes of output";
      case NotFound(String program) -> "there is no program " + program;
      case NotStarted(String reason) -> "it did not start: " + HostileText.line(reason, 400);
      case Stopped() -> "the Agent is ending";
    };
  }

  /// Empty when the program exited with 0; else a sentence that says what was being done and what
  /// came back.
  default Optional<String> problem(String whatWasBeingDone) {
    return this instanceof Exited(int code, _, _) && code == 0
        ? Optional.empty()
        : Optional.of(whatWasBeingDone + ": " + inWords());
  }

  private static String said(String text) {
    String line = HostileText.line(text, 400);
    return line.isEmpty() ? "" : " (" + line + ")";
  }
}
