package org.lifeboot.manager.power;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;

/// Power by programs of the operator's: a switched socket, a virtualisation host, a script. Each
/// must end within a minute; exit code 0 is success, all else a failure that shows the end of its
/// output. Immutable.
public final class CommandPower implements PowerControl {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 2000);

  private final PowerSettings.Command commands;
  private final Limits limits;

  public CommandPower(PowerSettings.Command commands) {
    this(commands, LIMITS);
  }

  CommandPower(PowerSettings.Command commands, Limits limits) {
    this.commands = commands;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public boolean offersSoftReboot() {
    return !commands.soft().isEmpty();
  }

  @Override
  public PowerAnswer softReboot() {
    return act("soft", commands.soft());
  }

  @Override
  public PowerAnswer hardReboot() {
    return act("hard", commands.hard());
  }

  @Override
  public PowerAnswer on() {
    return act("on", commands.on());
  }

  @Override
  public PowerAnswer off() {
    return act("off", commands.off());
  }

  @Override
  public PowerStatus status() {
    if (commands.status().isEmpty()) {
      return new PowerStatus(Supply.UNKNOWN, "this server has no command for 'status'");
    }
    return switch (run(commands.status())) {
      case Outcome.Exited(int code, String output) when code == 0 ->
          new PowerStatus(supply(output), output);
      case Outcome failure -> new PowerStatus(Supply.UNKNOWN, why(failure));
    };
  }

  private PowerAnswer act(String name, List<String> command) {
    if (command.isEmpty()) {
      return new PowerAnswer.Refused(
          "This server has no command for '" + name + "': add one to its power settings");
    }
    return switch (run(command)) {
      case Outcome.Exited(int code, String _) when code == 0 -> new PowerAnswer.Done(name());
      case Outcome failure ->
          new PowerAnswer.Unreachable(
              "Power command '" + name + "' (" + command.getFirst() + ")",
              why(failure),
              "Run the command by hand on the Manager's machine");
    };
  }

  private Outcome run(List<String> command) {
    try {
      return Programs.run(command, limits);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.NotStarted("the Manager is stopping");
    }
  }

  private static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, String output) ->
          "exit code " + code + (output.isEmpty() ? ", no output" : ": " + output);
      case Outcome.TimedOut(Duration limit, String output) ->
          "not done after %d seconds, killed%s"
              .formatted(limit.toSeconds(), output.isEmpty() ? "" : ": " + output);
      case Outcome.NotStarted(String reason) -> reason;
    };
  }

  private static Supply supply(String output) {
    var word = output.strip().split("\\W+", 2)[0].toLowerCase(Locale.ROOT);
    return switch (word) {
      case "on" -> Supply.ON;
      case "off" -> Supply.OFF;
      default -> Supply.UNKNOWN;
    };
  }
}
