package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Status;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = "Show how the Manager is doing: version, rescue system, store, mail.",
    footer = {"Example:", "  lifeboot status"})
final class StatusCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private JsonOption json = new JsonOption();

  StatusCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Answer<Status> answer = manager.status();
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    Status status = answer.value();
    around.print(
        new Fields()
            .add("Manager", manager.address().text())
            .add("Version", status.version())
            .add("Rescue system", status.imageInWords())
            .add("Store", status.store())
            .add("Mail", status.mailIsKept() ? "kept in the outbox: no SMTP server" : status.mail())
            .lines());
    return 0;
  }
}
