package org.lifeboot.agent.shell;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lifeboot.agent.layout.Layout;
import org.lifeboot.agent.layout.Layouts;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.storage.Lsblk;
import org.lifeboot.agent.tool.Tools;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot disks`: what fdisk, lsblk, blkid and mdadm tell together; of image files too.
@Command(
    name = "disks",
    description = {
      "What is on the disks, or in image files: partitions, file systems, RAID, LVM, encryption.",
      "Reads only; nothing is assembled, activated or written. Of images without root, too."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of it was read",
      "1:something could not be read or is broken",
      "3:wrong use"
    })
final class DisksCommand implements Callable<Integer> {

  private static final JsonType<Answer> ANSWER = Jsonb.builder().build().type(Answer.class);

  private final Tools tools;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DEVICE|IMAGE",
      arity = "0..*",
      description = "Disks or image files; without any, all disks of this server.")
  private List<Path> sources = new ArrayList<>();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  DisksCommand(Tools tools) {
    this.tools = tools;
  }

  /// What `--json` writes.
  @Json
  record Answer(List<Layout> disks, List<String> troubles) {}

  @Override
  public Integer call() {
    var troubles = new ArrayList<String>();
    Map<String, Disk> disks = known(troubles);
    List<String> names =
        sources.isEmpty()
            ? disks.keySet().stream().sorted().toList()
            : sources.stream().map(Path::toString).toList();
    var layouts = new Layouts(tools);
    List<Layout> read = names.stream().map(layouts::read).toList();
    if (json) {
      out().println(ANSWER.toJson(new Answer(read, troubles)));
    } else {
      read.forEach(layout -> print(layout, disks));
      troubles.forEach(spec.commandLine().getErr()::println);
    }
    out().flush();
    return troubles.isEmpty() && read.stream().allMatch(each -> each.troubles().isEmpty()) ? 0 : 1;
  }

  /// What the kernel knows of this server's disks; of no matter when images alone are asked for.
  private Map<String, Disk> known(List<String> troubles) {
    return switch (Lsblk.report(tools.run(Lsblk.command()))) {
      case Lsblk.Report.Found(List<Disk> disks) ->
          disks.stream().collect(Collectors.toMap(Disk::device, Function.identity(), (a, _) -> a));
      case Lsblk.Report.Unreadable(String reason) -> {
        if (sources.isEmpty()) {
          troubles.add(reason);
        }
        yield Map.of();
      }
    };
  }

  private void print(Layout layout, Map<String, Disk> disks) {
    out().println(DisksPage.of(layout, Optional.ofNullable(disks.get(layout.source()))));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
