package org.lifeboot.agent.look;

import java.nio.file.Path;
import java.time.Duration;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// cryptsetup(8), to open a LUKS volume on a snapshot, and blkid(8) for what is behind it. The
/// passphrase goes in on standard input and is kept nowhere.
final class Cryptsetup {

  /// A key derivation may be made to take long, and to take much memory.
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int WRONG_PASSPHRASE = 2;
  private static final int NO_MEMORY = 3;

  private Cryptsetup() {}

  static Command open(Path device, String name) {
    return Command.of(
        LIMIT,
        "cryptsetup",
        "open",
        "--type",
        "luks",
        "--batch-mode",
        "--disable-external-tokens",
        "--tries",
        "1",
        "--key-file",
        "-",
        device.toString(),
        name);
  }

  static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) when code == WRONG_PASSPHRASE ->
          "This passphrase does not open the volume.";
      case Outcome.Exited(int code, _, _) when code == NO_MEMORY ->
          "Opening the volume takes more memory than this server has free.";
      default -> "The volume was not opened: " + HostileText.line(outcome.inWords(), 300);
    };
  }

  static Command close(String name) {
    return Command.of(LIMIT, "cryptsetup", "close", name);
  }

  static Command typeOf(Path device) {
    return Command.of(LIMIT, "blkid", "-p", "-s", "TYPE", "-o", "value", "--", device.toString());
  }

  static String type(Outcome outcome) {
    return outcome instanceof Outcome.Exited(int code, String stdout, _) && code == 0
        ? HostileText.line(stdout)
        : "";
  }
}
