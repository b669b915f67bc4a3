package org.lifeboot.cli.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lifeboot.cli.failure.Exit;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// All commands, on one screen.
public final class CommandTree {

  private static final int WIDEST_HELP = 100;

  private CommandTree() {}

  public static CommandLine of(Surroundings around) {
    CommandLine lifeboot =
        new CommandLine(new Groups.Top())
            .addSubcommand(new LoginCommand(around))
            .addSubcommand(new LogoutCommand(around))
            .addSubcommand(
                new CommandLine(new Groups.ServerGroup())
                    .addSubcommand(new ServerAddCommand(around))
                    .addSubcommand(new ServerListCommand(around))
                    .addSubcommand(new ServerShowCommand(around))
                    .addSubcommand(new ServerChangeCommand(around))
                    .addSubcommand(new ServerPowerCommand(around))
                    .addSubcommand(new ServerStrangersCommand(around))
                    .addSubcommand(new ServerRemoveCommand(around)))
            .addSubcommand(new RescueCommand(around))
            .addSubcommand(new RebootCommand(around))
            .addSubcommand(
                new CommandLine(new Groups.BootGroup())
                    .addSubcommand(new BootDiskCommand(around))
                    .addSubcommand(new BootMemtestCommand(around)))
            .addSubcommand(
                new CommandLine(new Groups.SessionGroup())
                    .addSubcommand(new SessionShowCommand(around))
                    .addSubcommand(new SessionWaitCommand(around))
                    .addSubcommand(new SessionPasswordCommand(around))
                    .addSubcommand(new SessionInventoryCommand(around))
                    .addSubcommand(new SessionCheckCommand(around))
                    .addSubcommand(new SessionReportCommand(around))
                    .addSubcommand(new SessionCancelCommand(around))
                    .addSubcommand(new SessionRepairCommand(around))
                    .addSubcommand(new SessionUndoCommand(around))
                    .addSubcommand(new SessionSavedCommand(around)))
            .addSubcommand(
                new CommandLine(new Groups.IncidentGroup())
                    .addSubcommand(new IncidentListCommand(around))
                    .addSubcommand(new IncidentShowCommand(around))
                    .addSubcommand(new IncidentOpenCommand(around))
                    .addSubcommand(new IncidentTakeCommand(around))
                    .addSubcommand(new IncidentCommentCommand(around))
                    .addSubcommand(new IncidentCloseCommand(around))
                    .addSubcommand(new IncidentReopenCommand(around))
                    .addSubcommand(new IncidentSaveCommand(around)))
            .addSubcommand(
                new CommandLine(new Groups.AccountGroup())
                    .addSubcommand(new AccountListCommand(around))
                    .addSubcommand(new AccountAddCommand(around))
                    .addSubcommand(new AccountRemoveCommand(around))
                    .addSubcommand(new AccountPasswordCommand(around)))
            .addSubcommand(new CommandLine(new SshCommand(around)).setStopAtPositional(true))
            .addSubcommand(new OutboxCommand(around))
            .addSubcommand(new StatusCommand(around))
            .addSubcommand(
                new CommandLine(new Groups.CompletionGroup())
                    .addSubcommand(new CompletionBashCommand(around)));
    finish(lifeboot);
    lifeboot.getCommandSpec().versionProvider(new Version());
    lifeboot
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    Edge edge = new Edge(around);
    return lifeboot
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(around.out(), true, around.out().charset()))
        .setErr(new PrintWriter(around.err(), true, around.err().charset()))
        .setColorScheme(Help.defaultColorScheme(around.paint().on() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(edge)
        .setExecutionExceptionHandler(edge);
  }

  /// What every command's help has.
  private static void finish(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.width(WIDEST_HELP);
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nCommands:%n");
    usage.footerHeading("%n");
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(exitCodes());
    usage.sortOptions(false);
    command.getSubcommands().values().forEach(CommandTree::finish);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(Exit.values())
        .forEach(exit -> codes.put(String.valueOf(exit.code()), exit.meaning()));
    return codes;
  }
}
