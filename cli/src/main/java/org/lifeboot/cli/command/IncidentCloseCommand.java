package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Incident;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "close",
    description = "Close an incident.",
    footer = {"Example:", "  lifeboot incident close 17 --words 'drive replaced'"})
final class IncidentCloseCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "INCIDENT", description = "The number or id of an incident.")
  private String incident = "";

  @Option(
      names = "--words",
      required = true,
      paramLabel = "TEXT",
      description = "What was done; the owner reads it too.")
  private String words = "";

  @Mixin private JsonOption json = new JsonOption();

  IncidentCloseCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var answer = Credential.open(around).moveIncident(incident, new Incident.Move("closed", words));
    return IncidentWords.print(around, answer, json.wanted());
  }
}
