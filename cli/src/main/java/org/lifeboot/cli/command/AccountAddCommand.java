package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Account;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = {
      "Make an account, and print its password once. For operators.",
      "",
      "A technician sees all servers and incidents and may start rescues; an operator may do"
          + " everything."
    },
    footer = {
      "Examples:",
      "  lifeboot account add tess",
      "  lifeboot account add otto --role operator"
    })
final class AccountAddCommand implements Callable<Integer> {

  /// What an account is for.
  enum Role {
    technician,
    operator
  }

  private final Surroundings around;

  @Parameters(paramLabel = "NAME", description = "Name of the account.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "technician|operator",
      defaultValue = "technician",
      description = "What it may do (default: ${DEFAULT-VALUE}).")
  private Role role = Role.technician;

  @Mixin private JsonOption json = new JsonOption();

  AccountAddCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Account.Made> made = Credential.open(around).add(new Account.Draft(name, role.name()));
    if (json.wanted()) {
      around.printDocument(made.document());
      return 0;
    }
    around.print("Account " + Harmless.line(made.value().name()) + " (" + role + ") is made.");
    around.print("Password, shown this once: " + Harmless.line(made.value().password()));
    return 0;
  }
}
