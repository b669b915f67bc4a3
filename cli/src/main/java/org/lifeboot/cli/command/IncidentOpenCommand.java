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
    name = "open",
    description = "Open an incident from a check that failed, warned or crashed.",
    footer = {
      "Example:",
      "  lifeboot incident open 01939a7c-41b0-7c55-8c1d-3f1f1d2a9e10 --words 'it clicks'"
    })
final class IncidentOpenCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "CHECK", description = "The id of a check.")
  private String check = "";

  @Option(names = "--words", paramLabel = "TEXT", description = "What support should know.")
  private String words = "";

  @Mixin private JsonOption json = new JsonOption();

  IncidentOpenCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var answer = Credential.open(around).openIncident(new Incident.Draft(check, words));
    return IncidentWords.print(around, answer, json.wanted());
  }
}
