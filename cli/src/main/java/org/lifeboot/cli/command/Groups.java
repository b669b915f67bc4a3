package org.lifeboot.cli.command;

import picocli.CommandLine.Command;

/// Commands that only hold others.
final class Groups {

  private Groups() {}

  @Command(
      name = "lifeboot",
      description = {
        "Rescue mode for any Linux server.",
        "",
        "Lets a server that will not boot start a rescue system from the network, in RAM only;"
            + " tells how to log in; and brings it back to its disk."
      },
      footer = {
        "A rescue, from beginning to end:",
        "  lifeboot login http://127.0.0.1:8080 --user admin",
        "  lifeboot server add web-1 --mac 52:54:00:12:34:56 --owner ann@example.org \\",
        "      --power qemu:/run/web-1/qmp.sock",
        "  lifeboot rescue web-1 --reboot hard --wait",
        "  lifeboot boot disk web-1 --reboot soft --wait"
      })
  static final class Top {}

  @Command(
      name = "server",
      description = "Servers: add, list, show, change, power, strangers, remove.")
  static final class ServerGroup {}

  @Command(name = "boot", description = "What a server boots: disk, memtest.")
  static final class BootGroup {}

  @Command(
      name = "session",
      description =
          "Rescue sessions: show, wait, password, inventory, check, report, cancel, repair, undo,"
              + " saved.")
  static final class SessionGroup {}

  @Command(
      name = "incident",
      description = "Support incidents: list, show, open, take, comment, close, reopen, save.")
  static final class IncidentGroup {}

  @Command(name = "account", description = "Who may use the Manager: list, add, remove, password.")
  static final class AccountGroup {}

  @Command(name = "completion", description = "Completion scripts for shells: bash.")
  static final class CompletionGroup {}
}
