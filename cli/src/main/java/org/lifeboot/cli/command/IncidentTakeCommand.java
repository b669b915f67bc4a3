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
    name = "take",
    description = "Take an incident into work.",
    footer = {"Example:", "  lifeboot incident take 17 --words 'looking at it'"})
final class IncidentTakeCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "INCIDENT", description = "The number or id of an incident.")
  private String incident = "";

  @Option(
      names = "--words",
      paramLabel = "TEXT",
      description = "A word to the owner, who reads it too.")
  private String words = "";

  @Mixin private JsonOption json = new JsonOption();

  IncidentTakeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var answer =
        Credential.open(around).moveIncident(incident, new Incident.Move("in-work", words));
    return IncidentWords.print(around, answer, json.wanted());
  }
}
