package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List the servers: what each boots next, and its rescue session.",
    footer = {
      "Examples:",
      "  lifeboot server list",
      "  lifeboot server list --json | jq -r '.servers[] | select(.session.state==\"active\").name'"
    })
final class ServerListCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private JsonOption json = new JsonOption();

  ServerListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Server.Listing> answer = Credential.open(around).servers();
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    List<Server> servers = answer.value().servers();
    if (servers.isEmpty()) {
      around.print("No servers yet; register one with: lifeboot server add");
      return 0;
    }
    Table table = new Table("SERVER", "NETBOOT", "SESSION", "MAC", "POWER", "OWNER");
    servers.forEach(server -> addTo(table, server));
    List<String> lines = table.lines(around.terminal().width());
    around.print(around.paint().strong(lines.getFirst()));
    around.print(lines.subList(1, lines.size()));
    return 0;
  }

  private static void addTo(Table table, Server server) {
    table.row(
        server.name(),
        server.netboot(),
        server.session().map(Session::state).orElse("-"),
        String.join(",", server.macAddresses()),
        server.power().map(Server.Power::driver).orElse("none"),
        server.ownerEmail());
  }
}
