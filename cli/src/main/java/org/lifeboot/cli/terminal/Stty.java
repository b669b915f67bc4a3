package org.lifeboot.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// stty(1), which knows how wide the terminal is.
final class Stty {

  /// What a terminal has when nothing is known of it.
  static final int USUAL_COLUMNS = 80;

  private static final Duration LIMIT = Duration.ofSeconds(2);

  static List<String> command() {
    return List.of("stty", "size");
  }

  /// Reads `24 80`: rows and columns. Anything else, or a serial line's `0 0`, is the usual width.
  static int columns(String output) {
    String[] words = output.strip().split(" ", -1);
    if (words.length != 2 || !words[1].matches("[1-9][0-9]{0,4}")) {
      return USUAL_COLUMNS;
    }
    return Integer.parseInt(words[1]);
  }

  /// Columns of the terminal that is this process' standard input.
  int columns() {
    try {
      Process process =
          new ProcessBuilder(command())
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
          return USUAL_COLUMNS;
        }
        byte[] output = process.getInputStream().readNBytes(64);
        return columns(new String(output, StandardCharsets.US_ASCII));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return USUAL_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_COLUMNS;
    }
  }
}
