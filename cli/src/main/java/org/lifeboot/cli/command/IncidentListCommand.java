package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Incident;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List the support incidents, newest first.",
    footer = {
      "Examples:",
      "  lifeboot incident list",
      "  lifeboot incident list --json | jq '.incidents[] | select(.state==\"open\").number'"
    })
final class IncidentListCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private JsonOption json = new JsonOption();

  IncidentListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Incident.Listing> answer = Credential.open(around).incidents();
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    if (answer.value().incidents().isEmpty()) {
      around.print("No incidents; one is opened from a check: lifeboot incident open CHECK");
      return 0;
    }
    Table table = new Table("INCIDENT", "STATE", "SERVER", "CHECK", "VERDICT", "PART");
    answer.value().incidents().forEach(incident -> addTo(table, incident));
    List<String> lines = table.lines(around.terminal().width());
    around.print(around.paint().strong(lines.getFirst()));
    around.print(lines.subList(1, lines.size()));
    return 0;
  }

  private static void addTo(Table table, Incident incident) {
    table.row(
        String.valueOf(incident.number()),
        incident.state(),
        incident.serverName(),
        incident.check(),
        incident.verdict(),
        incident.part() + " " + incident.partName());
  }
}
