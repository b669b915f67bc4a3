package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "undo",
    description = {
      "Put back what a repair changed: this writes to the server's disk.",
      "",
      "The file system is then as damaged as it was before, and what was written to it since the"
          + " repair is lost. Works in the repair's session and in a later one of the same server."
    },
    footer = {"Example:", "  lifeboot session undo web-1 019aac00-0000-7000-8000-0000000000cc"})
final class SessionUndoCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "SERVER|ID",
      description = "A server, for its live session; or the id of a session.")
  private String serverOrId = "";

  @Parameters(
      index = "1",
      paramLabel = "REPAIR",
      description = "The repair's id, as lifeboot session report tells it.")
  private String id = "";

  @Mixin private YesOptions yes = new YesOptions();
  @Mixin private RepairWait wait = new RepairWait();
  @Mixin private JsonOption json = new JsonOption();

  SessionUndoCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    Check repair = manager.check(id).value();
    if (!repair.serverName().equals(session.serverName())) {
      throw new WrongUse(
          "%s is a check of %s, not of %s"
              .formatted(id, repair.serverName(), session.serverName()));
    }
    around.say(
        "To be put back: %s (%s) as it was before the repair %s"
            .formatted(
                Harmless.line(repair.target()), Harmless.line(repair.targetName()), repair.id()));
    repair
        .saved()
        .ifPresent(saved -> around.say("Saved were %,d bytes".formatted(saved.sizeBytes())));
    around.say("What was written to it since the repair is lost.");
    yes.ask(around, "Undo the repair of", repair.target());
    return wait.follow(around, manager, manager.undo(repair), json.wanted());
  }
}
