package org.lifeboot.agent.stack;

import java.time.Duration;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// cryptsetup(8). The passphrase goes by standard input, never as an argument.
final class Cryptsetup {

  /// Argon2 on a slow server with little memory.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int WRONG_PASSPHRASE = 2;
  private static final int NO_MEMORY = 3;

  private Cryptsetup() {}

  static Command open(String device, String name, String passphrase) {
    return Command.of(LIMIT, "cryptsetup", "open", "--key-file=-", device, name)
        .withInput(passphrase);
  }

  /// Why it did not open; empty when it did.
  static String problem(String device, Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, _, _))) {
      return "opening %s: %s".formatted(device, outcome.inWords());
    }
    return switch (code) {
      case 0 -> "";
      case WRONG_PASSPHRASE -> "%s does not open with this passphrase.".formatted(device);
      case NO_MEMORY -> "There is not enough memory to open %s.".formatted(device);
      default -> "opening %s: %s".formatted(device, outcome.inWords());
    };
  }

  static Command close(String name) {
    return Command.of(LIMIT, "cryptsetup", "close", name);
  }
}
