package org.lifeboot.agent.tool;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One run of an external program: an argument list, never a shell line.
///
/// @param arguments the program's name (looked up in [ProcessTools#PATH]) or path, then its
///   arguments
/// @param input what it reads on standard input; the place for secrets, which an argument is not
/// @param timeLimit it is killed after this time
/// @param outputLimitBytes how much of either stream is kept
/// @param onMore what happens when it writes more than that
/// @param environment what it finds in its environment beside the little that all have; may hold
///   secrets
public record Command(
    List<String> arguments,
    String input,
    Duration timeLimit,
    int outputLimitBytes,
    More onMore,
    Map<String, String> environment) {

  /// What happens to a program that writes more than the limit.
  public enum More {
    /// It is killed: an answer that is cut is no answer.
    KILL,
    /// It goes on; what comes later is heard by the listener, but not kept.
    DROP
  }

  /// Enough for every tool the Agent reads whole.
  public static final int USUAL_OUTPUT_LIMIT_BYTES = 4 << 20;

  /// With nothing of its own in its environment.
  public Command(
      List<String> arguments, String input, Duration timeLimit, int outputLimitBytes, More onMore) {
    this(arguments, input, timeLimit, outputLimitBytes, onMore, Map.of());
  }

  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (timeLimit.isNegative() || timeLimit.isZero() || outputLimitBytes <= 0) {
      throw new IllegalArgumentException("a command needs limits: " + arguments.getFirst());
    }
  }

  public static Command of(Duration timeLimit, String... arguments) {
    return new Command(List.of(arguments), "", timeLimit, USUAL_OUTPUT_LIMIT_BYTES, More.KILL);
  }

  public Command withInput(String text) {
    return new Command(arguments, text, timeLimit, outputLimitBytes, onMore, environment);
  }

  /// The same, that may write as much as it likes: a report for people, whose end matters less than
  /// that the program comes to its own.
  public Command mayWriteMore() {
    return new Command(arguments, input, timeLimit, outputLimitBytes, More.DROP, environment);
  }

  /// The same, with these in its environment.
  public Command withEnvironment(Map<String, String> more) {
    return new Command(arguments, input, timeLimit, outputLimitBytes, onMore, more);
  }

  public String program() {
    return arguments.getFirst();
  }

  /// Without the input and the environment, which may be secret.
  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
