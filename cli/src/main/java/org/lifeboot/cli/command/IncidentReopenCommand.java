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
    name = "reopen",
    description = "Open an incident again that was closed, or give back one that is in work.",
    footer = {"Example:", "  lifeboot incident reopen 17 --words 'it happened again'"})
final class IncidentReopenCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "INCIDENT", description = "The number or id of an incident.")
  private String incident = "";

  @Option(
      names = "--words",
      required = true,
      paramLabel = "TEXT",
      description = "Why; the owner reads it too.")
  private String words = "";

  @Mixin private JsonOption json = new JsonOption();

  IncidentReopenCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var answer = Credential.open(around).moveIncident(incident, new Incident.Move("open", words));
    return IncidentWords.print(around, answer, json.wanted());
  }
}
