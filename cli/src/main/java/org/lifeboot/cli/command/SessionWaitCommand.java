package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.follow.Goal;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "wait",
    description = {
      "Wait until a server is in rescue, or out of it.",
      "",
      "Follows a session that is under way: to rescue, or, once somebody has chosen to leave, to its end."
    },
    footer = {"Example:", "  lifeboot session wait web-1 --timeout 10m"})
final class SessionWaitCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      paramLabel = "SERVER|ID",
      description = "A server, for its live or newest session; or the id of a session.")
  private String serverOrId = "";

  @Mixin private WaitOptions waiting = new WaitOptions();
  @Mixin private JsonOption json = new JsonOption();

  SessionWaitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Answer<Session> first = SessionLookup.find(manager, serverOrId);
    WaitEnd end = new WaitEnd(manager, around, json);
    return switch (first.value().phase()) {
      case LEAVING -> end.over(waiting.until(Goal.OVER, first, manager, around, json));
      case ON_ITS_WAY, IN_RESCUE, OVER ->
          end.inRescue(waiting.until(Goal.IN_RESCUE, first, manager, around, json));
    };
  }
}
