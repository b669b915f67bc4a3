package org.lifeboot.cli.command;

import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Option;

/// `--reboot`, for a netboot choice and the reboot to it in one go.
final class RebootOption {

  enum How {
    none,
    soft,
    hard,
    ladder,
    medium
  }

  @Option(
      names = "--reboot",
      paramLabel = "soft|hard|ladder|medium|none",
      defaultValue = "none",
      description = {
        "Reboot the server at once as well (default: ${DEFAULT-VALUE}).",
        "ladder: soft first, hard if it does not get there, then again, then the rescue ISO",
        "medium: the rescue ISO in the controller's virtual CD drive, at once"
      })
  private How how = How.none;

  boolean wanted() {
    return how != How.none;
  }

  /// Reboots, where that is wanted. When it fails, the person is told first what was done already.
  void carryOut(Manager manager, String server, String doneAlready, Surroundings around) {
    if (!wanted()) {
      return;
    }
    try {
      manager.reboot(server, how.name());
    } catch (Refused | Unreachable e) {
      around.say("lifeboot: " + doneAlready + ", but the reboot did not work");
      throw e;
    }
  }
}
