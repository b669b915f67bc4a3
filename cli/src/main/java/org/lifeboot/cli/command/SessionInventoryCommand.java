package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Inventory;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "inventory",
    description = "Show the drives of a rescued server, as the rescue system reported them.",
    footer = {
      "Examples:",
      "  lifeboot session inventory web-1",
      "  lifeboot session inventory web-1 --json | jq -r '.drives[].serial'"
    })
final class SessionInventoryCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      paramLabel = "SERVER|ID",
      description = "A server, for its live or newest session; or the id of a session.")
  private String serverOrId = "";

  @Mixin private JsonOption json = new JsonOption();

  SessionInventoryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    Answer<Inventory> answer = manager.inventory(session);
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    Table table = new Table("DRIVE", "SIZE", "MODEL", "SERIAL", "BUS", "SMART");
    answer.value().drives().forEach(drive -> addTo(table, drive));
    List<String> lines = table.lines(around.terminal().width());
    around.print(around.paint().strong(lines.getFirst()));
    around.print(lines.subList(1, lines.size()));
    return 0;
  }

  private static void addTo(Table table, Inventory.Drive drive) {
    table.row(
        drive.device(),
        drive.size(),
        drive.model(),
        drive.serial(),
        drive.transport(),
        drive.smart().verdict());
  }
}
