package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Reboot;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reboot",
    description = {
      "Reboot a server.",
      "",
      "A soft reboot asks its system to go down in order: the rescue system by the Agent, the installed"
          + " one by the power driver. A hard one (--hard) is a reset: for a system that does not answer."
    },
    footer = {"Examples:", "  lifeboot reboot web-1", "  lifeboot reboot web-1 --hard"})
final class RebootCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Option(names = "--hard", description = "Reset it, whatever it is doing.")
  private boolean hard;

  @Mixin private JsonOption json = new JsonOption();

  RebootCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Reboot> answer = Credential.open(around).reboot(server, hard ? "hard" : "soft");
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    Reboot reboot = answer.value();
    String by = reboot.by().isEmpty() ? "" : ", by " + reboot.by();
    around.print(
        Harmless.line("%s is asked to reboot (%s%s).".formatted(server, reboot.how(), by)));
    return 0;
  }
}
