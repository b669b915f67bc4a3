package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show a rescue session: its state, how to log in, its timeline.",
    footer = {
      "Examples:",
      "  lifeboot session show web-1",
      "  lifeboot session show web-1 --json | jq -r '.credentials.knownHosts[]' >> ~/.ssh/known_hosts"
    })
final class SessionShowCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      paramLabel = "SERVER|ID",
      description = "A server, for its live or newest session; or the id of a session.")
  private String serverOrId = "";

  @Mixin private JsonOption json = new JsonOption();

  SessionShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Answer<Session> session = SessionLookup.find(manager, serverOrId);
    if (json.wanted()) {
      around.printDocument(session.document());
      return 0;
    }
    around.print(new SessionPage(manager, around).whole(session.value()));
    return 0;
  }
}
