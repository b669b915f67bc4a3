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
      "Remove a server from Lifeboot's care.",
      "",
      "Nothing happens to the server itself. Asks first; a script says --yes."
    },
    footer = {"Example:", "  lifeboot server remove web-1 --yes"})
final class ServerRemoveCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private JsonOption json = new JsonOption();

  ServerRemoveCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    if (!yes) {
      confirm(manager);
    }
    String document = manager.remove(server);
    if (json.wanted()) {
      around.printDocument(document);
      return 0;
    }
    around.print("Server " + Harmless.line(server) + " is removed.");
    return 0;
  }

  private void confirm(Manager manager) {
    String name = manager.server(server).value().name();
    String shown = Harmless.line(name);
    String question = "Remove server " + shown + "? Type its name to confirm: ";
    String typed =
        around
            .terminal()
            .ask(question)
            .orElseThrow(() -> new WrongUse("nobody to ask here; use --yes"));
    if (!typed.strip().equals(name)) {
      throw new WrongUse("server " + shown + " is not removed: its name was not typed");
    }
  }
}
