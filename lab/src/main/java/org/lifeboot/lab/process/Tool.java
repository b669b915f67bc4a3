package org.lifeboot.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a program to its end.
public final class Tool {

  private Tool() {}

  /// What came back.
  ///
  /// @param exit exit status
  /// @param output standard output and standard error, in the order written
  public record Outcome(int exit, String output) {
    public boolean ok() {
      return exit == 0;
    }
  }

  public static Outcome run(Duration limit, List<String> command) {
    return run(limit, Map.of(), command);
  }

  /// Runs it.
  ///
  /// @param environment added to this process's own
  /// @throws LabException when it cannot be started or has not ended within the limit
  public static Outcome run(Duration limit, Map<String, String> environment, List<String> command) {
    try {
      var output = Files.createTempFile("lifeboot-lab", ".out");
      try {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        var process = builder.redirectOutput(output.toFile()).start();
        return new Outcome(
            exitOf(process, limit, command), Files.readString(output, StandardCharsets.ISO_8859_1));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new LabException("cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
    }
  }

  /// The output of a program that must succeed.
  public static String output(Duration limit, List<String> command) {
    var outcome = run(limit, command);
    if (!outcome.ok()) {
      throw new LabException(
          "%s ended with %d: %s"
              .formatted(String.join(" ", command), outcome.exit(), outcome.output().strip()));
    }
    return outcome.output();
  }

  /// The last line of its output: the answer of a build script, which may tell its progress before.
  public static String lastLine(Duration limit, List<String> command) {
    return output(limit, command).strip().lines().reduce("", (_, line) -> line).strip();
  }

  private static int exitOf(Process process, Duration limit, List<String> command) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new LabException(
          "%s has not ended after %d s".formatted(String.join(" ", command), limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while waiting for " + command.getFirst(), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
