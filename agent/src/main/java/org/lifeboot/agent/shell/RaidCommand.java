package org.lifeboot.agent.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.linux.SysFiles;
import org.lifeboot.agent.raid.Progress;
import org.lifeboot.agent.raid.RunningArray;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.RestingArrays;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot raid`: software RAID (md) by hand, with the warnings that belong to it.
@Command(
    name = "raid",
    description = "Software RAID: list, assemble, compare, replace a member, watch.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE)
final class RaidCommand implements Runnable {

  private static final int MOST_IDLE_SECONDS = 10;

  private final Tools tools;
  private final Supplier<Check> check;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command.
  ///
  /// @param check of all arrays
  RaidCommand(Tools tools, Supplier<Check> check) {
    this.tools = tools;
    this.check = check;
  }

  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  @Command(
      name = "list",
      description = "All arrays, assembled or not, with their members and what is missing.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "As JSON.") boolean json) {
    var reporting = new Reporting(spec.commandLine(), json, Terminal.ofThisProcess().there());
    return reporting.print(reporting.of(check.get(), new CheckOrder.Raid()));
  }

  @Command(
      name = "assemble",
      description = {
        "Assembles what is not: all arrays, or one, from its own members by its UUID.",
        "Nothing is written on the members before the first write to the array."
      },
      mixinStandardHelpOptions = true)
  int assemble(
      @Parameters(
              paramLabel = "ARRAY",
              arity = "0..1",
              defaultValue = "",
              description = "Its UUID, or its name: /dev/md0, /dev/md/root.")
          String wanted,
      @Option(
              names = "--degraded",
              description = "Run it although it has lost a member since it last ran.")
          boolean degraded,
      @Option(names = "--dry-run", description = "Show the commands and run none.")
          boolean dryRun) {
    var resting = new RestingArrays(tools);
    RestingArrays.Found found = resting.find();
    found.troubles().forEach(this::warn);
    List<Layer.Array> arrays =
        found.arrays().stream()
            .filter(
                array ->
                    wanted.isEmpty()
                        || wanted.equals(array.uuid())
                        || wanted.equals(array.device()))
            .toList();
    if (arrays.isEmpty()) {
      warn(wanted.isEmpty() ? "There is no array to assemble." : "There is no such array at rest.");
      return wanted.isEmpty() && found.troubles().isEmpty() ? 0 : 1;
    }
    boolean well = true;
    for (Layer.Array array : arrays) {
      out().println(String.join(" ", RestingArrays.command(array, degraded)));
      Optional<String> problem = dryRun ? Optional.empty() : resting.assemble(array, degraded);
      problem.ifPresent(this::warn);
      well &= problem.isEmpty();
    }
    out().flush();
    return well ? 0 : 1;
  }

  @Command(
      name = "check",
      description = {
        "Has the kernel compare the members of an assembled array, and waits for the end.",
        "It reads everything; what differs is counted and not repaired."
      },
      mixinStandardHelpOptions = true)
  int compare(@Parameters(paramLabel = "ARRAY", description = "/dev/md0") String array)
      throws InterruptedException {
    Path md = md(array);
    try {
      Files.writeString(md.resolve("sync_action"), "check");
    } catch (IOException e) {
      warn("asking the kernel to compare %s: %s".formatted(array, e));
      return 1;
    }
    int watched = watch(array);
    long mismatches = SysFiles.number(md.resolve("mismatch_cnt")).orElse(-1);
    out()
        .println(
            mismatches < 0
                ? "The kernel does not say how much differs."
                : "%d sectors differ.".formatted(mismatches));
    out().flush();
    return watched != 0 || mismatches != 0 ? 1 : 0;
  }

  @Command(
      name = "watch",
      description = "Shows how far a rebuild or comparison is, until it has ended.",
      mixinStandardHelpOptions = true)
  int watch(@Parameters(paramLabel = "ARRAY", description = "/dev/md0") String array)
      throws InterruptedException {
    Path md = md(array);
    if (!Files.isDirectory(md)) {
      warn(array + " is no array that is assembled.");
      return 1;
    }
    String before = "";
    int idle = 0;
    Optional<Progress> progress = Progress.read(md);
    while (progress.isPresent() || (aboutToFill(array) && idle++ < MOST_IDLE_SECONDS)) {
      String now = progress.map(Progress::words).orElse(before);
      if (!now.equals(before)) {
        out().println(now);
        out().flush();
      }
      before = now;
      Thread.sleep(1_000); // the kernel tells nobody how far it is; it is asked each second
      progress = Progress.read(md);
    }
    long missing = SysFiles.number(md.resolve("degraded")).orElse(0);
    out().println(missing == 0 ? "All members are there." : missing + " members are missing.");
    failed(array).forEach(out()::println);
    out().flush();
    return missing == 0 ? 0 : 1;
  }

  /// Those that the kernel uses no more, a replaced one among them.
  private static List<String> failed(String array) {
    return RunningArray.read(Path.of("/"), array).stream()
        .flatMap(it -> it.failed().stream().map(member -> failed(it.device(), member)))
        .toList();
  }

  private static String failed(String array, String member) {
    return "%s is out of use; to take it out: mdadm %s --remove %s"
        .formatted(member, array, member);
  }

  private static boolean aboutToFill(String array) {
    return RunningArray.read(Path.of("/"), array).filter(RunningArray::aboutToFill).isPresent();
  }

  /// sysfs knows `/dev/md/root` as `md127`.
  private static Path md(String array) {
    Path device = Path.of(array);
    try {
      device = device.toRealPath();
    } catch (IOException _) {
      // it is not there: so its folder will not be, either
    }
    return Path.of("/sys/block", String.valueOf(device.getFileName()), "md");
  }

  private void warn(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
