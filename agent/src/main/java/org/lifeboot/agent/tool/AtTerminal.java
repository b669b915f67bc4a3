package org.lifeboot.agent.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs a program that a person works with: it has this process's terminal, and no limits.
public final class AtTerminal {

  private AtTerminal() {}

  /// Waits for its end.
  ///
  /// @param environment all of it
  /// @return its exit code; 127 when there is no such program
  /// @throws InterruptedException when the thread is interrupted; the program has ended by then
  public static int run(List<String> words, Map<String, String> environment)
      throws InterruptedException {
    var builder = new ProcessBuilder(words).inheritIO().directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      KillableFirst.make(process);
      try {
        return process.waitFor();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      System.err.println("starting " + words.getFirst() + ": " + e.getMessage());
      return 127;
    }
  }
}
