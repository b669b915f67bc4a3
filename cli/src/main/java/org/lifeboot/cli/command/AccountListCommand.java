package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Account;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List who may use this Manager. For operators.",
    footer = {"Example:", "  lifeboot account list"})
final class AccountListCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private JsonOption json = new JsonOption();

  AccountListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Answer<Account.Listing> answer = Credential.open(around).accounts();
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    Table table = new Table("ACCOUNT", "ROLE", "MADE");
    answer.value().accounts().forEach(account -> addTo(table, account));
    List<String> lines = table.lines(around.terminal().width());
    around.print(around.paint().strong(lines.getFirst()));
    around.print(lines.subList(1, lines.size()));
    return 0;
  }

  private void addTo(Table table, Account account) {
    table.row(
        account.name(),
        account.role(),
        account.createdAt().map(around.moments()::words).orElse(""));
  }
}
