package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "password",
    description = {
      "Make a new temporary password for a server in rescue.",
      "",
      "It is printed once, here, and kept nowhere; the one before it, from the mail, dies. Standard"
          + " output holds the password alone."
    },
    footer = {"Example:", "  lifeboot session password web-1"})
final class SessionPasswordCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      paramLabel = "SERVER|ID",
      description = "A server, for its live session; or the id of a session.")
  private String serverOrId = "";

  @Mixin private JsonOption json = new JsonOption();

  SessionPasswordCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    Answer<Session.Password> answer = manager.newPassword(session);
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    String server = Harmless.line(session.serverName());
    around.say("New password of root on " + server + "; the one before it no longer works:");
    around.print(Harmless.line(answer.value().password()));
    return 0;
  }
}
