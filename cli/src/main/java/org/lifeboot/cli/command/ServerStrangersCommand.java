package org.lifeboot.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Stranger;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import org.lifeboot.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "strangers",
    description = {
      "List the machines that asked what to boot and that nobody registered. For operators.",
      "",
      "They got nothing. What a machine says of itself is not proven: anybody on the boot network"
          + " can say it."
    },
    footer = {
      "Examples:",
      "  lifeboot server strangers",
      "  lifeboot server strangers --forget 52:54:00:12:34:56"
    })
final class ServerStrangersCommand implements Callable<Integer> {

  private final Surroundings around;

  @Option(
      names = "--forget",
      paramLabel = "MAC",
      description = "Take this one off the list, until it asks again.")
  private Optional<String> forget = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  ServerStrangersCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    return forget.isPresent() ? forgotten(forget.get()) : listed();
  }

  private int forgotten(String mac) {
    String document = Credential.open(around).forgetStranger(mac);
    if (json.wanted()) {
      around.printDocument(document);
      return 0;
    }
    around.print("Machine " + Harmless.line(mac) + " is off the list.");
    return 0;
  }

  private int listed() {
    Answer<Stranger.Listing> answer = Credential.open(around).strangers();
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    List<Stranger> strangers = answer.value().strangers();
    if (strangers.isEmpty()) {
      around.print("No machine asked that nobody registered.");
      return 0;
    }
    Table table = new Table("MAC", "ASKED", "TIMES", "FIRMWARE", "PRODUCT", "SERIAL");
    strangers.forEach(stranger -> addTo(table, stranger));
    List<String> lines = table.lines(around.terminal().width());
    around.print(around.paint().strong(lines.getFirst()));
    around.print(lines.subList(1, lines.size()));
    return 0;
  }

  private void addTo(Table table, Stranger stranger) {
    table.row(
        String.join(",", stranger.macAddresses()),
        stranger.lastSeen().map(around.moments()::words).orElse("-"),
        Long.toString(stranger.times()),
        stranger.platform().orElse("-"),
        stranger.product().orElse("-"),
        stranger.serial().orElse("-"));
  }
}
