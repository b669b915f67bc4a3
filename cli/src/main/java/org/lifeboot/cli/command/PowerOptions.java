package org.lifeboot.cli.command;

import java.util.List;
import java.util.Optional;
import org.lifeboot.cli.api.PowerDraft;
import org.lifeboot.cli.failure.WrongUse;
import picocli.CommandLine.Option;

/// `--power` and the commands of the driver `command`.
final class PowerOptions {

  @Option(
      names = "--power",
      paramLabel = "DRIVER",
      description = {
        "How the Manager controls its power:",
        "  qemu:/path/to/qmp.sock   a QEMU virtual machine, by its QMP socket",
        "  command                  commands of yours (--power-hard and so on)",
        "  none                     somebody presses the button (default)"
      })
  private Optional<String> given = Optional.empty();

  @Option(
      names = "--power-soft",
      paramLabel = "COMMAND",
      description = {
        "Commands for soft and hard reboot, on, off and status, run on the Manager's machine without"
            + " a shell; words may be quoted."
      })
  private String soft = "";

  @Option(names = "--power-hard", paramLabel = "COMMAND")
  private String hard = "";

  @Option(names = "--power-on", paramLabel = "COMMAND")
  private String on = "";

  @Option(names = "--power-off", paramLabel = "COMMAND")
  private String off = "";

  @Option(names = "--power-status", paramLabel = "COMMAND")
  private String status = "";

  /// The driver that was asked for, or none.
  PowerDraft draft() {
    return draft(given.orElse("none"));
  }

  /// Empty when nothing was said of the power.
  Optional<PowerDraft> draftIfGiven() {
    return given.isEmpty() && String.join("", soft, hard, on, off, status).isEmpty()
        ? Optional.empty()
        : Optional.of(draft());
  }

  private PowerDraft draft(String driver) {
    if (driver.equals("command")) {
      return command();
    }
    if (!String.join("", soft, hard, on, off, status).isEmpty()) {
      throw new WrongUse("--power-soft, --power-hard and so on belong to: --power command");
    }
    if (driver.equals("none")) {
      return new PowerDraft.None();
    }
    if (driver.startsWith("qemu:/")) {
      return new PowerDraft.Qemu(driver.substring("qemu:".length()));
    }
    throw new WrongUse(
        "--power "
            + driver
            + " is not known; give qemu:/path/to/qmp.sock (a full path on the Manager's machine),"
            + " command or none");
  }

  private PowerDraft command() {
    if (hard.isBlank() && soft.isBlank()) {
      throw new WrongUse("--power command needs --power-hard or --power-soft, or both");
    }
    return new PowerDraft.Command(words(soft), words(hard), words(on), words(off), words(status));
  }

  private static List<String> words(String line) {
    return CommandWords.of(line);
  }
}
