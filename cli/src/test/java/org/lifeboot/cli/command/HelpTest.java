package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine;

class HelpTest {

  @TempDir private Path home = Path.of("");

  @Test
  void theHelpOfEveryCommandTeachesWithAnExampleAndItsExitCodes() {
    assertThat(commands(CommandTree.of(Surroundings.ofThisProcess())))
        .hasSize(39)
        .allSatisfy(
            command ->
                assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
                    .containsPattern("Examples?:\n  (source <\\()?lifeboot ")
                    .contains("Exit codes:\n  0   done")
                    .contains("5   time-out while waiting"));
  }

  @Test
  void everyCommandThatAsksTheManagerHasJson() {
    assertThat(commands(CommandTree.of(Surroundings.ofThisProcess())))
        .filteredOn(command -> !List.of("bash", "ssh").contains(command.getCommandName()))
        .allSatisfy(
            command -> assertThat(command.getCommandSpec().findOption("--json")).isNotNull());
  }

  @Test
  void helpIsAskedForInAnyDepth() {
    Outcome outcome = Desk.loggedOut(home).run("server", "add", "--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("Usage: lifeboot server add");
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(Desk.loggedOut(home).run("--version").out())
        .matches("lifeboot [0-9.]+(-SNAPSHOT)?\n");
  }

  @Test
  void theCompletionKnowsTheCommands() {
    Outcome outcome = Desk.loggedOut(home).run("completion", "bash");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("complete -F").contains("rescue").contains("--ssh-key");
  }

  /// The commands that do something.
  private static Stream<CommandLine> commands(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command)
        : command.getSubcommands().values().stream().flatMap(HelpTest::commands);
  }
}
