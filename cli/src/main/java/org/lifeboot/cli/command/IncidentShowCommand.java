package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show a support incident with its thread.",
    footer = {"Example:", "  lifeboot incident show 17"})
final class IncidentShowCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "INCIDENT", description = "The number or id of an incident.")
  private String incident = "";

  @Mixin private JsonOption json = new JsonOption();

  IncidentShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var answer = Credential.open(around).incident(incident);
    return IncidentWords.print(around, answer, json.wanted());
  }
}
