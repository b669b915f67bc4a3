package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.Problem;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "repair",
    description = {
      "Repair a file system of a server in rescue: this writes to its disk.",
      "",
      "Shows the plan of the newest check of that file system (what is run, what is saved first, how"
          + " to go back), asks for a yes, and waits for the end. Check it before:"
          + " lifeboot session check SERVER filesystem:DEVICE"
    },
    footer = {
      "Examples:",
      "  lifeboot session repair web-1 /dev/sda1",
      "  lifeboot session repair web-1 /dev/sda1 --yes --json"
    })
final class SessionRepairCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "SERVER|ID",
      description = "A server, for its live session; or the id of a session.")
  private String serverOrId = "";

  @Parameters(index = "1", paramLabel = "DEVICE", description = "As it was checked: /dev/sda1.")
  private String device = "";

  @Mixin private YesOptions yes = new YesOptions();
  @Mixin private RepairWait wait = new RepairWait();
  @Mixin private JsonOption json = new JsonOption();

  SessionRepairCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    List<Check> checks = manager.checks(session.id()).value().checks();
    Check plan = plan(checks);
    Check.Offer offer = plan.repair().getFirst();
    warn(checks);
    show(session, plan, offer);
    yes.ask(around, "Repair", plan.target());
    return wait.follow(around, manager, manager.repair(plan, offer), json.wanted());
  }

  /// The newest check of the device, when it offers a repair.
  private Check plan(List<Check> checks) {
    return checks.stream()
        .filter(check -> check.check().equals("filesystem") && check.target().equals(device))
        .reduce((_, newer) -> newer)
        .filter(check -> !check.repair().isEmpty())
        .orElseThrow(
            () -> {
              String message =
                  "no repair of %s is offered: its newest check has to be over and to have a plan"
                      .formatted(device);
              return new Refused(message, "repair-refused", Problem.of("repair-refused", message));
            });
  }

  private void warn(List<Check> checks) {
    checks.stream()
        .filter(check -> check.check().equals("smart") && check.over())
        .filter(check -> !check.verdict().orElse("").equals("passed"))
        .forEach(
            check ->
                around.say(
                    "lifeboot: warning: %s is %s; copy what matters before you repair"
                        .formatted(
                            Harmless.line(check.name()), check.verdict().orElse("unknown"))));
  }

  private void show(Session session, Check plan, Check.Offer offer) {
    around.say("The plan for %s on %s".formatted(line(plan.target()), session.serverName()));
    around.say("Which is      " + line(plan.targetName()));
    around.say("Found         " + line(plan.reason().orElse("")));
    offer.commands().forEach(command -> around.say("Will be run   " + line(command)));
    around.say("Is written    " + line(offer.writes()));
    around.say("Saved first   " + line(offer.saves()));
    offer.goBack().forEach(command -> around.say("To go back    " + line(command)));
    around.say("              or: lifeboot session undo %s REPAIR".formatted(line(serverOrId)));
  }

  private static String line(String text) {
    return Harmless.line(text);
  }
}
