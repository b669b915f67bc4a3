package org.lifeboot.agent.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.smart.SmartCheck;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckOrder.SelfTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot check`: one hardware check, here and now, with or without a Manager.
@Command(
    name = "check",
    description = {
      "Checks one part of this server, or an image file, and says what it found.",
      "Nothing is written on what is checked."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "CHECK",
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:passed",
      "1:warning or failed",
      "2:inconclusive, cancelled or crashed: nothing is known",
      "3:wrong use"
    })
final class CheckCommand implements Runnable {

  static final int WRONG_USE = 3;

  static final int NOTHING_KNOWN = 2;

  private static final int LARGEST_REPORT_BYTES = 16 << 20;

  private final Function<CheckOrder, Check> checks;

  @Spec private CommandSpec spec = CommandSpec.create();

  CheckCommand(Function<CheckOrder, Check> checks) {
    this.checks = checks;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "smart",
      description = "A hard drive: what it says of itself, and its self-tests.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USE)
  int smart(
      @Parameters(
              paramLabel = "DEVICE",
              arity = "0..1",
              defaultValue = "",
              description = {
                "The whole disk: /dev/sda.",
                "A disk behind a RAID controller: /dev/bus/0,megaraid,5 or /dev/sg0,cciss,0."
              })
          String device,
      @Option(
              names = "--self-test",
              paramLabel = "WHICH",
              defaultValue = "none",
              description = "Let the drive test itself: ${COMPLETION-CANDIDATES}.")
          SelfTest selfTest,
      @Option(
              names = "--from-json",
              paramLabel = "FILE",
              description = "Judge what smartctl --json -a said earlier, instead of a drive.")
          Optional<Path> stored,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    if (device.isEmpty() == stored.isEmpty() || (stored.isPresent() && selfTest != SelfTest.NONE)) {
      spec.commandLine().getErr().println("Name a device or, without a self-test, --from-json.");
      return WRONG_USE;
    }
    String target = stored.map(Path::toString).orElse(device);
    var order = new CheckOrder.Smart(target, selfTest);
    return stored
        .map(file -> carryOut(order, _ -> SmartCheck.stored(target, text(file)), json))
        .orElseGet(() -> carryOut(order, json));
  }

  /// What is no text, or cannot be read, is no report of a drive; the check says so.
  private static String text(Path file) {
    try {
      return Files.size(file) > LARGEST_REPORT_BYTES ? "" : Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }

  @Command(
      name = "processors",
      description = "A burn that verifies its results: every processor in turn, then all together.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USE)
  int processors(
      @Option(
              names = "--minutes",
              paramLabel = "N",
              defaultValue = "1",
              description = "How long, all in all (default: 1).")
          int minutes,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    return ordered(() -> new CheckOrder.Processors(minutes), json);
  }

  @Command(
      name = "surface",
      description =
          "Reads all of a disk, partition or image file: what cannot be read, what is slow.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USE)
  int surface(
      @Parameters(paramLabel = "TARGET", description = "A device or an image file.") String target,
      @Option(
              names = "--from",
              paramLabel = "BYTES",
              defaultValue = "0",
              description = "Begin there: go on with a scan that was stopped.")
          long from,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    return ordered(() -> new CheckOrder.Surface(target, from), json);
  }

  @Command(
      name = "filesystem",
      description = "A rehearsed repair of a file system, on a copy: what a repair would change.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USE)
  int filesystem(
      @Parameters(paramLabel = "TARGET", description = "A device or an image file.") String target,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    return carryOut(new CheckOrder.Filesystem(target), json);
  }

  @Command(
      name = "memory",
      description = "As much of the memory as can be locked.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USE)
  int memory(
      @Option(
              names = "--level",
              paramLabel = "LEVEL",
              defaultValue = "quick",
              description = "${COMPLETION-CANDIDATES} (default: quick).")
          Level level,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    return carryOut(new CheckOrder.Memory(level), json);
  }

  @Command(
      name = "raid",
      description = "All software RAID arrays and their members, assembled or not.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USE)
  int raid(@Option(names = "--json", description = "As JSON.") boolean json) {
    return carryOut(new CheckOrder.Raid(), json);
  }

  /// An order that cannot be.
  private int ordered(Supplier<CheckOrder> order, boolean json) {
    try {
      return carryOut(order.get(), json);
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return WRONG_USE;
    }
  }

  private int carryOut(CheckOrder order, boolean json) {
    return carryOut(order, checks.apply(order), json);
  }

  private int carryOut(CheckOrder order, Check check, boolean json) {
    boolean terminal = Terminal.ofThisProcess().there();
    var reporting = new Reporting(spec.commandLine(), json, terminal);
    return reporting.print(reporting.of(check, order));
  }
}
