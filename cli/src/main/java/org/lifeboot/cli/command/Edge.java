package org.lifeboot.cli.command;

import java.io.UncheckedIOException;
import org.lifeboot.cli.failure.Exit;
import org.lifeboot.cli.failure.Failure;
import org.lifeboot.cli.failure.NotLoggedIn;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The one place where failures are told and become exit codes.
final class Edge implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Surroundings around;

  Edge(Surroundings around) {
    this.around = around;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    if (!command.getSubcommands().isEmpty() && args.length <= depth(command)) {
      command.usage(command.getErr());
      return Exit.USAGE.code();
    }
    tell(String.valueOf(wrong.getMessage()));
    around.say("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE.code();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    return switch (e) {
      case Failure failure -> told(failure, command);
      case UncheckedIOException io -> toldFile(io);
      default -> throw e;
    };
  }

  private int told(Failure failure, CommandLine command) {
    if (jsonWanted(command)) {
      failure.document().ifPresent(around::printDocument);
    }
    tell(failure.message());
    advice(failure);
    return Exit.of(failure).code();
  }

  private int toldFile(UncheckedIOException io) {
    tell(io.getMessage() + ": " + io.getCause());
    return Exit.FAILED.code();
  }

  private void advice(Failure failure) {
    String words =
        switch (failure) {
          case Refused refused -> Advice.of(refused.code());
          case NotLoggedIn _ -> "Log in with: lifeboot login URL";
          default -> "";
        };
    if (!words.isEmpty()) {
      around.say(words);
    }
  }

  private void tell(String message) {
    around.say(around.paint().bad("lifeboot:") + " " + Harmless.line(message));
  }

  private static boolean jsonWanted(CommandLine command) {
    OptionSpec option = command.getCommandSpec().findOption(JsonOption.NAME);
    return option != null && Boolean.TRUE.equals(option.getValue());
  }

  private static int depth(CommandLine command) {
    return command.getParent() == null ? 0 : 1 + depth(command.getParent());
  }
}
