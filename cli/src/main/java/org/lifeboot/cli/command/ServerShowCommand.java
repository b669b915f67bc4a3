package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Memtest;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.ServerNetwork;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show one server.",
    footer = {
      "Examples:",
      "  lifeboot server show web-1",
      "  lifeboot server show web-1 --json | jq -r .netboot"
    })
final class ServerShowCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Mixin private JsonOption json = new JsonOption();

  ServerShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Server> answer = Credential.open(around).server(server);
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    around.print(fields(answer.value()).lines());
    return 0;
  }

  private Fields fields(Server shown) {
    return new Fields()
        .add("Server", shown.name())
        .add("Id", shown.id())
        .add("Netboot", shown.netboot())
        .add("MAC", shown.macAddresses())
        .add("Owner", shown.ownerEmail())
        .add("Power", shown.power().map(Server.Power::words))
        .add("SSH", shown.sshAddress())
        .add("Address", shown.network().map(ServerNetwork::words))
        .add("EFI loader", shown.efiLoader())
        .add("Registered", shown.createdAt().map(around.moments()::words))
        .add("Memtest", shown.memtest().map(Memtest::words))
        .add("Session", shown.session().map(session -> words(shown, session)).orElse("none"));
  }

  private static String words(Server shown, Session session) {
    return "%s; more with: lifeboot session show %s".formatted(session.state(), shown.name());
  }
}
