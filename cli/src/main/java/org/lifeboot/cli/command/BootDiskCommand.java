package org.lifeboot.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.NetbootChoice;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.follow.Goal;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "disk",
    description = {
      "Let a server boot its disk again.",
      "",
      "Before the server is in rescue this calls the rescue off. A server in rescue stays there until it"
          + " is rebooted (\"lifeboot reboot\" or --reboot soft); then the session ends, and its"
          + " password, link and keys are worthless. With --wait the command waits for that."
    },
    footer = {
      "Examples:",
      "  lifeboot boot disk web-1 && lifeboot reboot web-1",
      "  lifeboot boot disk web-1 --reboot soft --wait"
    })
final class BootDiskCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Option(names = "--wait", description = "Wait until the rescue session is over.")
  private boolean wait;

  @Mixin private RebootOption reboot = new RebootOption();
  @Mixin private WaitOptions waiting = new WaitOptions();
  @Mixin private JsonOption json = new JsonOption();

  BootDiskCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Answer<Server> chosen = manager.setNetboot(server, new NetbootChoice.Disk());
    String name = Harmless.line(chosen.value().name());
    reboot.carryOut(manager, server, "the netboot of " + name + " is set to disk", around);
    Optional<Session> session = chosen.value().session();
    return wait && session.isPresent()
        ? followToDisk(manager, chosen.value())
        : tellNext(chosen, session);
  }

  private int tellNext(Answer<Server> chosen, Optional<Session> session) {
    if (json.wanted()) {
      around.printDocument(chosen.document());
      return 0;
    }
    String name = Harmless.line(chosen.value().name());
    around.print(name + " boots its disk from now on.");
    if (session.filter(live -> live.phase() == Session.Phase.LEAVING).isPresent()) {
      around.print(
          reboot.wanted()
              ? "It is rebooting."
              : "It is still in rescue; now: lifeboot reboot " + name);
    }
    return 0;
  }

  private int followToDisk(Manager manager, Server chosen) {
    Answer<Session> first = SessionLookup.ofServer(manager, chosen);
    Answer<Session> over = waiting.until(Goal.OVER, first, manager, around, json);
    return new WaitEnd(manager, around, json).over(over);
  }
}
