package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = {
      "Remove an account. For operators.",
      "",
      "Its log-ins and API tokens are worthless from then on. Asks first; a script says --yes."
    },
    footer = {"Example:", "  lifeboot account remove tess --yes"})
final class AccountRemoveCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "NAME", description = "Name of the account.")
  private String name = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private JsonOption json = new JsonOption();

  AccountRemoveCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    if (!yes) {
      confirm();
    }
    String document = manager.removeAccount(name);
    if (json.wanted()) {
      around.printDocument(document);
      return 0;
    }
    around.print("Account " + Harmless.line(name) + " is removed.");
    return 0;
  }

  private void confirm() {
    String shown = Harmless.line(name);
    String typed =
        around
            .terminal()
            .ask("Remove account " + shown + "? Type its name to confirm: ")
            .orElseThrow(() -> new WrongUse("nobody to ask here; use --yes"));
    if (!typed.strip().equals(name)) {
      throw new WrongUse("account " + shown + " is not removed: its name was not typed");
    }
  }
}
