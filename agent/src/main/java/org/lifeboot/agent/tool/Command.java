package org.lifeboot.agent.tool;

import java.time.Duration;
import java.util.List;

/// One run of an external program: an argument list, never a shell line.
///
/// @param arguments the program's name (looked up in [ProcessTools#PATH]) or path, then its
///   arguments
/// @param input what it reads on standard input; the place for secrets, which an argument is not
/// @param timeLimit it is killed after this time
/// @param outputLimitBytes it is killed when it writes more than this to either stream
public record Command(
    List<String> arguments, String input, Duration timeLimit, int outputLimitBytes) {

  /// Enough for every tool the Agent reads whole.
  public static final int USUAL_OUTPUT_LIMIT_BYTES = 4 << 20;

  public Command {
    arguments = List.copyOf(arguments);
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (timeLimit.isNegative() || timeLimit.isZero() || outputLimitBytes <= 0) {
      throw new IllegalArgumentException("a command needs limits: " + arguments.getFirst());
    }
  }

  public static Command of(Duration timeLimit, String... arguments) {
    return new Command(List.of(arguments), "", timeLimit, USUAL_OUTPUT_LIMIT_BYTES);
  }

  public Command withInput(String text) {
    return new Command(arguments, text, timeLimit, outputLimitBytes);
  }

  public String program() {
    return arguments.getFirst();
  }

  /// Without the input, which may be secret.
  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
