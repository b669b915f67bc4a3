package org.lifeboot.agent.hardware;

import java.time.Duration;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;

/// dmesg(1) of util-linux 2.37 and newer: the kernel's messages.
final class Dmesg {

  /// Longer than any check: the reader is ended by interrupting it.
  private static final Duration LIMIT = Duration.ofDays(7);

  private static final Pattern TIME = Pattern.compile("^(?:<\\d+>)?\\[\\s*\\d+\\.\\d+]\\s");

  private Dmesg() {}

  /// All that the kernel still knows, then what it says from now on; has no end.
  static Command follow() {
    return Command.of(LIMIT, "dmesg", "--follow", "--color=never", "--nopager").mayWriteMore();
  }

  /// The message of a line, without its time.
  static String message(String line) {
    return TIME.matcher(line).replaceFirst("");
  }
}
