package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "comment",
    description = "Write into an incident's thread.",
    footer = {"Example:", "  lifeboot incident comment 17 --words 'the new drive is here'"})
final class IncidentCommentCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "INCIDENT", description = "The number or id of an incident.")
  private String incident = "";

  @Option(
      names = "--words",
      required = true,
      paramLabel = "TEXT",
      description = "What to write; the owner reads it too.")
  private String words = "";

  @Mixin private JsonOption json = new JsonOption();

  IncidentCommentCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var answer = Credential.open(around).commentIncident(incident, words);
    return IncidentWords.print(around, answer, json.wanted());
  }
}
