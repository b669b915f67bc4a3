package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.PowerState;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "power",
    description = "Ask a server's power driver whether it is switched on.",
    footer = {"Example:", "  lifeboot server power web-1"})
final class ServerPowerCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Mixin private JsonOption json = new JsonOption();

  ServerPowerCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<PowerState> answer = Credential.open(around).power(server);
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
