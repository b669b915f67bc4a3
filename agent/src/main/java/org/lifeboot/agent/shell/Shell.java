package org.lifeboot.agent.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.hardware.Survey;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.link.Status;
import org.lifeboot.agent.repair.SavedInFile;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.agent.work.Checks;
import org.lifeboot.protocol.AgentCommand.StartCheck;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Codec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The `lifeboot` command. Exit codes: 0 done, 1 could not be done, 2 wrong usage; those of `check`
/// are its own ([CheckCommand]).
@Command(
    name = "lifeboot",
    description = {
      "What can be done in this rescue system.",
      "It runs in memory alone. Nothing is written on this server's disks unless you ask for it."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Shell implements Runnable {

  private final RunFolder folder;
  private final Tools tools;

  @Spec private CommandSpec spec = CommandSpec.create();

  Shell(RunFolder folder, Tools tools) {
    this.folder = folder;
    this.tools = tools;
  }

  public static void main(String[] arguments) {
    var shell = new Shell(new RunFolder(Path.of("/run/lifeboot")), new ProcessTools());
    System.exit(commandLine(shell).execute(arguments));
  }

  private static CommandLine commandLine(Shell shell) {
    var line = new CommandLine(shell);
    var claims = new Claims(shell.tools);
    var fsck = new FsckCommand(shell.tools, claims, Terminal.ofThisProcess());
    line.addSubcommand(new CheckCommand(order -> checks(shell, claims, order)));
    line.addSubcommand(fsck);
    line.addSubcommand(new BackupCommand(shell.tools, claims));
    addDisks(line, shell, claims);
    line.addSubcommand(new CompletionCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    String version = Shell.class.getPackage().getImplementationVersion();
    line.getCommandSpec().version("lifeboot " + (version == null ? "(development)" : version));
    return line;
  }

  private static void addDisks(CommandLine line, Shell shell, Claims claims) {
    var mounts = new MountWork(shell.tools, claims);
    line.addSubcommand(new DisksCommand(shell.tools));
    line.addSubcommand(new MountCommand(mounts, Terminal.ofThisProcess()));
    line.addSubcommand(new UmountCommand(mounts));
    line.addSubcommand(new ChrootCommand(mounts, Terminal.ofThisProcess()));
    var raid =
        new CommandLine(
            new RaidCommand(shell.tools, () -> checks(shell, claims, new CheckOrder.Raid())));
    raid.addSubcommand(
        new RaidReplaceCommand(shell.tools, claims, Terminal.ofThisProcess(), Path.of("/")));
    line.addSubcommand(raid);
  }

  private static Check checks(Shell shell, Claims claims, CheckOrder order) {
    var nowhere = new Checks(shell.tools, claims, id -> new SavedInFile(Path.of(id)));
    return nowhere.of(new StartCheck("", order));
  }

  /// Runs the command with other surroundings: tests and the rehearsal of the run-time.
  public static int run(RunFolder folder, Tools tools, PrintWriter out, String... arguments) {
    return commandLine(new Shell(folder, tools)).setOut(out).setErr(out).execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "status",
      description = "The rescue session: server, page, connection to the Manager.",
      mixinStandardHelpOptions = true)
  int status(@Option(names = "--json", description = "As JSON.") boolean json) throws IOException {
    Optional<Status> status = Status.readFrom(folder);
    if (status.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "The Agent has not started in this rescue system: systemctl status lifeboot-agent");
      return 1;
    }
    out().println(json ? status.get().toJson() : Pages.status(status.get()));
    out().flush();
    return 0;
  }

  @Command(
      name = "inventory",
      description =
          "The drives: model, serial number, SMART verdict, partitions, file systems. Reads only.",
      mixinStandardHelpOptions = true)
  int inventory(@Option(names = "--json", description = "As JSON.") boolean json) {
    return switch (new Survey(tools, Path.of("/")).take()) {
      case Survey.Result.Taken(var inventory) -> {
        out().println(json ? new Codec().write(inventory) : Pages.inventory(inventory));
        out().flush();
        yield 0;
      }
      case Survey.Result.NotTaken(String reason) -> {
        spec.commandLine().getErr().println(reason);
        yield 1;
      }
    };
  }
}
