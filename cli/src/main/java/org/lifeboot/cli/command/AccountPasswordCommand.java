package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Account;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "password",
    description = {
      "Change the password of your own account.",
      "",
      "Asks for the present one and the new one. Your log-ins on the pages are closed, and your API"
          + " tokens are worthless, this program's included, unless --keep-tokens is given."
    },
    footer = {
      "Examples:",
      "  lifeboot account password && lifeboot login http://127.0.0.1:8080 --user ann",
      "  lifeboot account password --keep-tokens"
    })
final class AccountPasswordCommand implements Callable<Integer> {

  private final Surroundings around;

  @Option(names = "--keep-tokens", description = "Let your API tokens go on working.")
  private boolean keepTokens;

  @Mixin private JsonOption json = new JsonOption();

  AccountPasswordCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    String current = ask("Present password: ");
    String fresh = ask("New password: ");
    if (!fresh.equals(ask("New password, again: "))) {
      throw new WrongUse("the new password was not typed the same way twice; nothing is changed");
    }
    String document = manager.changePassword(new Account.NewPassword(current, fresh, !keepTokens));
    if (json.wanted()) {
      around.printDocument(document);
      return 0;
    }
    around.print("Your password is changed.");
    if (!keepTokens) {
      around.print("Your API tokens are worthless now; log in again with: lifeboot login");
    }
    return 0;
  }

  private String ask(String question) {
    return around
        .terminal()
        .askSecretly(question)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new WrongUse("no password given, or no terminal to ask on"));
  }
}
