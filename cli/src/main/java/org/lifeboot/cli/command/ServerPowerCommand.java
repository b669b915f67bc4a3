package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.PowerState;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "power",
    description = {
      "Ask a server's power driver whether it is switched on, or switch it.",
      "",
      "This also tests the connection: address, user, password and certificate."
    },
    footer = {
      "Examples:",
      "  lifeboot server power web-1",
      "  lifeboot server power web-1 --on",
      "  lifeboot server power web-1 --health"
    })
final class ServerPowerCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @ArgGroup private Deed deed = new Deed();

  /// One of them, or none.
  static final class Deed {
    @Option(names = "--on", description = "Switch it on.")
    private boolean on;

    @Option(
        names = "--off",
        description = "Take its power away at once; what it had not written is lost.")
    private boolean off;

    @Option(names = "--health", description = "The controller's sensors and event log, as JSON.")
    private boolean health;

    @Option(
        names = "--trust",
        paramLabel = "SHA256",
        description =
            "Accept the controller's changed certificate, after comparing its fingerprint.")
    private String trust = "";

    @Option(
        names = "--done",
        description = "For technicians: what they were asked to do at the machine is done.")
    private boolean done;

    @Option(
        names = "--cannot",
        paramLabel = "WHY",
        description = "For technicians: it cannot be done, and why.")
    private String cannot = "";
  }

  @Mixin private JsonOption json = new JsonOption();

  ServerPowerCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    if (deed.health) {
      around.printDocument(manager.powerHealth(server));
      return 0;
    }
    if (!deed.trust.isEmpty()) {
      around.printDocument(manager.trustPower(server, deed.trust));
      return 0;
    }
    if (deed.done || !deed.cannot.isEmpty()) {
      manager.answerTask(server, deed.done, deed.cannot);
      around.print("Noted, thank you.");
      return 0;
    }
    Answer<PowerState> answer =
        deed.on
            ? manager.switchPower(server, "on")
            : deed.off ? manager.switchPower(server, "off") : manager.power(server);
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    PowerState state = answer.value();
    String detail = state.detail().isBlank() ? "" : " (" + state.detail() + ")";
    around.print(Harmless.line(server + ": power " + state.power() + detail));
    return 0;
  }
}
