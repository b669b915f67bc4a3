package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    description = "Cancel hardware checks of a session: those named, or all that are not over.",
    footer = {"Example:", "  lifeboot session cancel web-1"})
final class SessionCancelCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "SERVER|ID",
      description = "A server, for its live session; or the id of a session.")
  private String serverOrId = "";

  @Parameters(
      index = "1..*",
      paramLabel = "CHECK-ID",
      arity = "0..*",
      description = "As lifeboot session report tells them (default: all).")
  private List<String> ids = List.of();

  @Mixin private JsonOption json = new JsonOption();

  SessionCancelCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    List<Check> wanted =
        manager.checks(session.id()).value().checks().stream()
            .filter(check -> ids.isEmpty() ? !check.over() : ids.contains(check.id()))
            .toList();
    for (Check check : wanted) {
      var _ = manager.cancelCheck(check);
      around.say("Cancelled: " + Harmless.line(check.name()));
    }
    if (json.wanted()) {
      around.printDocument(manager.checks(session.id()).document());
    }
    return 0;
  }
}
