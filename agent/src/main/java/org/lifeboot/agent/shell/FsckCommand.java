package org.lifeboot.agent.shell;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.repair.RepairCheck;
import org.lifeboot.agent.repair.RepairMeans;
import org.lifeboot.agent.repair.SavedInFile;
import org.lifeboot.agent.repair.UndoCheck;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.RepairOffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot fsck`: the rehearsal, the repair and the way back, with or without a Manager.
@Command(
    name = "fsck",
    description = {
      "Rehearses the repair of a file system, makes it, or goes back from it.",
      "",
      "Without --repair nothing is written: the repair runs on a snapshot in RAM (of an image file:"
          + " on a copy), and what it would change is told.",
      "",
      "With --repair the plan is shown (commands, what is saved where, how to go back) and nothing"
          + " is written before you type yes. Then every block that will be overwritten is saved in"
          + " FILE, and exactly what was rehearsed is written. In the rescue system files lie in"
          + " RAM: copy FILE away before you reboot.",
      "",
      "--go-back puts everything back as it was, unless the file system has been used since the"
          + " repair."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file system is sound, was repaired, or is as it was before the repair",
      "1:damage was found or is left",
      "2:nothing is known or nothing was done: inconclusive, refused, cancelled, not confirmed",
      "3:wrong use"
    })
final class FsckCommand implements Callable<Integer> {

  /// What has begun to write is waited for, Ctrl-C or not.
  private static final Duration TO_THE_END = Duration.ofHours(12);

  private final Tools tools;
  private final Claims claims;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TARGET",
      description = "A device with a file system (/dev/sda1), or an image file.")
  private String target = "";

  @Option(names = "--repair", description = "Make the repair, after a yes.")
  private boolean repair;

  @Option(
      names = "--undo",
      paramLabel = "FILE",
      description = "With --repair: where to save what will be overwritten; a new file.")
  private Optional<Path> undo = Optional.empty();

  @Option(
      names = "--go-back",
      paramLabel = "FILE",
      description = "Undo a repair with what it saved in FILE.")
  private Optional<Path> goBack = Optional.empty();

  @Option(names = "--yes", description = "The plan is confirmed already: do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  FsckCommand(Tools tools, Claims claims, Terminal terminal) {
    this.tools = tools;
    this.claims = claims;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<String> wrong = wrongUse();
    if (wrong.isPresent()) {
      err().println(wrong.get());
      return CheckCommand.WRONG_USE;
    }
    if (goBack.isPresent()) {
      return goneBack(goBack.get());
    }
    var order = new CheckOrder.Filesystem(target);
    var reporting = reporting();
    CheckReport report = reporting.of(new FilesystemCheck(order, tools, claims), order);
    if (!repair || report.repair().isEmpty()) {
      return reporting.print(report);
    }
    return repaired(report, report.repair().getFirst(), undo.orElseThrow());
  }

  private Optional<String> wrongUse() {
    if (goBack.isPresent() && (repair || undo.isPresent())) {
      return Optional.of("Either --repair or --go-back.");
    }
    if (repair != undo.isPresent()) {
      return Optional.of("A repair needs both: --repair --undo FILE.");
    }
    if (undo.isPresent() && Files.exists(undo.get())) {
      return Optional.of(undo.get() + " is there already; name another file.");
    }
    return (repair || goBack.isPresent()) && !yes && !terminal.there()
        ? Optional.of("There is no terminal to ask for a yes; nothing is written without --yes.")
        : Optional.empty();
  }

  private int repaired(CheckReport report, RepairOffer offer, Path file) {
    PrintWriter shown = json ? err() : spec.commandLine().getOut();
    shown.println(RepairPlan.of(report, offer, file));
    shown.flush();
    if (!confirmed("Write this to " + target + "? Type yes: ")) {
      return notConfirmed();
    }
    var order = new CheckOrder.Repair(target, offer.fingerprint());
    return carriedOut(new RepairCheck(order, means(file)), order);
  }

  private int goneBack(Path file) {
    if (!confirmed("Put back on " + target + " what " + file + " holds? Type yes: ")) {
      return notConfirmed();
    }
    var order = new CheckOrder.Undo(target, file.toString());
    return carriedOut(new UndoCheck(order, means(file)), order);
  }

  private RepairMeans means(Path file) {
    return RepairMeans.of(tools, claims, new SavedInFile(file.toAbsolutePath()));
  }

  private boolean confirmed(String question) {
    return yes || terminal.saysYes(question);
  }

  private int notConfirmed() {
    err().println("Not confirmed. Nothing was written.");
    return CheckCommand.NOTHING_KNOWN;
  }

  private int carriedOut(Check check, CheckOrder order) {
    var reporting = reporting();
    return reporting.print(reporting.toTheEnd(check, order, TO_THE_END));
  }

  private Reporting reporting() {
    return new Reporting(spec.commandLine(), json, terminal.there());
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
