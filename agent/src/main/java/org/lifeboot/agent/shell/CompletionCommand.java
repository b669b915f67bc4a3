package org.lifeboot.agent.shell;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lifeboot completion`: what bash needs to complete `lifeboot`. Asked once, by agent/bundle: a
/// login must not wait for Java.
@Command(
    name = "completion",
    description = "Print the completion script for bash.",
    mixinStandardHelpOptions = true,
    hidden = true)
final class CompletionCommand implements Callable<Integer> {

  /// picocli takes file names away from arguments that are text; a device is one of those here.
  private static final String NO_FILES = "type compopt &>/dev/null && compopt +o default";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String script = AutoComplete.bash("lifeboot", spec.root().commandLine());
    spec.commandLine().getOut().print(script.replace(NO_FILES, ":"));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
