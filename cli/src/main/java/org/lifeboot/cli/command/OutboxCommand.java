package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Outbox;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Fields;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "outbox",
    description = {
      "Show the Manager's outbox.",
      "",
      "Mail that waits for the SMTP server, was delivered, or is kept because no SMTP server is"
          + " configured. Kept and waiting mail is shown with its text, the password in it included."
    },
    footer = {
      "Examples:",
      "  lifeboot outbox",
      "  lifeboot outbox --json | jq -r '.mails[0].text'"
    })
final class OutboxCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private JsonOption json = new JsonOption();

  OutboxCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Outbox> answer = Credential.open(around).outbox();
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    List<Outbox.Mail> mails = answer.value().mails();
    if (mails.isEmpty()) {
      around.print("The outbox is empty.");
      return 0;
    }
    mails.forEach(this::print);
    return 0;
  }

  private void print(Outbox.Mail mail) {
    around.print(
        new Fields()
            .add("To", mail.to())
            .add("Subject", mail.subject())
            .add("Written", mail.createdAt().map(around.moments()::words))
            .add("State", mail.state())
            .add("Attempts", mail.attempts() == 0 ? "" : String.valueOf(mail.attempts()))
            .add("Last error", mail.lastError())
            .lines());
    mail.text()
        .ifPresent(text -> around.print("\n" + Harmless.lines(text).indent(4).stripTrailing()));
    around.print("");
  }
}
