package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "bash",
    description = "Print a completion script for bash.",
    footer = {"Example:", "  source <(lifeboot completion bash)"})
final class CompletionBashCommand implements Callable<Integer> {

  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionBashCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.print(AutoComplete.bash("lifeboot", spec.root().commandLine()));
    return 0;
  }
}
