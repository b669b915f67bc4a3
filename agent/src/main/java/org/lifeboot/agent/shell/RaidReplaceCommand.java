package org.lifeboot.agent.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.raid.Looking;
import org.lifeboot.agent.raid.Progress;
import org.lifeboot.agent.raid.ReplacePlan;
import org.lifeboot.agent.raid.Replacing;
import org.lifeboot.agent.raid.Wish;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot raid replace`: another disk in the place of one that goes, or has gone.
@Command(
    name = "replace",
    description = {
      "Puts another disk into the place of a member that goes, or has gone.",
      "",
      "The plan is shown first: which disk is which by model and serial number, the commands, how to"
          + " go back. Nothing is written before you type yes. What NEW holds is refused: it must"
          + " carry no file system, no partitions, no RAID.",
      "",
      "Where the members are partitions and NEW is a disk, it gets the same partition table first.",
      "An old member that works is read until the new one holds all, so the array is never without"
          + " it. Ctrl-C ends the watching, not the rebuild."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the new member holds all (with --dry-run: it could be done)",
      "1:it stopped on the way",
      "2:refused or not confirmed: nothing was written",
      "3:wrong use",
      "130:left to the kernel (Ctrl-C)"
    })
final class RaidReplaceCommand implements Callable<Integer> {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /// Ctrl-C: time for the commands before the rebuild to come to their end.
  private static final Duration LETTING_GO = Duration.ofSeconds(60);

  private final Tools tools;
  private final Claims claims;
  private final Terminal terminal;
  private final Path root;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ARRAY", description = "/dev/md0")
  private String array = "";

  @Parameters(
      index = "1",
      paramLabel = "OLD",
      description = "The member that goes, /dev/sda1; or the word missing.")
  private String old = "";

  @Parameters(
      index = "2",
      paramLabel = "NEW",
      description = "The disk, or an empty partition, that takes its place.")
  private String fresh = "";

  @Option(
      names = "--failing",
      description =
          "Do not read OLD any more: it leaves the array at once, which is without it until the"
              + " rebuild has ended. For a disk whose reading takes for ever.")
  private boolean failing;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description = "Where to save what is overwritten; new (default: in /root).")
  private Optional<Path> save = Optional.empty();

  @Option(names = "--dry-run", description = "Show the plan and write nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "The plan is confirmed already: do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  /// The command.
  ///
  /// @param root `/`; another folder in tests
  RaidReplaceCommand(Tools tools, Claims claims, Terminal terminal, Path root) {
    this.tools = tools;
    this.claims = claims;
    this.terminal = terminal;
    this.root = root;
  }

  @Override
  public Integer call() {
    if (!dryRun && !yes && !terminal.there()) {
      err().println("There is no terminal to ask for a yes; nothing is written without --yes.");
      return CheckCommand.WRONG_USE;
    }
    return switch (look(wish())) {
      case Looking.Answer.Refused(List<String> reasons) -> refused(reasons);
      case Looking.Answer.Planned(ReplacePlan plan) -> planned(plan);
    };
  }

  private Looking.Answer look(Wish wish) {
    return new Looking(tools, claims, root).look(wish);
  }

  private Wish wish() {
    Path folder =
        save.orElseGet(
            () ->
                Path.of("/root/lifeboot-raid-" + LocalDateTime.now(ZoneOffset.UTC).format(STAMP)));
    return new Wish(
        array,
        old.equals("missing") ? Optional.empty() : Optional.of(old),
        fresh,
        failing,
        folder.toAbsolutePath());
  }

  private int refused(List<String> reasons) {
    if (json) {
      say(ReplaceAnswer.refused(array, reasons).json());
    } else {
      reasons.forEach(err()::println);
      err().println("Nothing was written.");
      err().flush();
    }
    return CheckCommand.NOTHING_KNOWN;
  }

  private int planned(ReplacePlan plan) {
    if (!json) {
      say(ReplacePage.of(plan));
    } else if (!dryRun && !yes) {
      err().println(ReplacePage.of(plan));
      err().flush();
    }
    if (dryRun) {
      return told(plan, "planned", List.of(), 0);
    }
    if (!yes && !terminal.saysYes("Put %s into %s? Type yes: ".formatted(plan.member(), array))) {
      err().println("Not confirmed. Nothing was written.");
      return told(plan, "not-confirmed", List.of(), CheckCommand.NOTHING_KNOWN);
    }
    return yes ? carriedOut(plan) : unlessChanged(plan);
  }

  /// While somebody read the plan, a disk may have been mounted, taken by the page, or pulled out.
  private int unlessChanged(ReplacePlan plan) {
    return switch (look(plan.wish())) {
      case Looking.Answer.Refused(List<String> reasons) -> refused(reasons);
      case Looking.Answer.Planned(ReplacePlan now) when now.same(plan) -> carriedOut(now);
      case Looking.Answer.Planned _ ->
          refused(List.of("The disks are not what they were when the plan was made; ask again."));
    };
  }

  private int carriedOut(ReplacePlan plan) {
    Replacing.Result result =
        UntilCtrlC.run(LETTING_GO, () -> new Replacing(tools, root).carryOut(plan, new OnTheWay()));
    return switch (result) {
      case Replacing.Result.Replaced(int degraded) -> {
        talk("%s holds all of its part of %s.".formatted(plan.member(), plan.array()));
        talk(degraded == 0 ? "All members are there." : degraded + " members are missing still.");
        talk("How to go back is in " + plan.wish().saved().resolve("go-back"));
        yield told(plan, "replaced", List.of(), 0);
      }
      case Replacing.Result.NotBegun(String reason) -> {
        talk(HostileText.line(reason, 600));
        talk("Nothing was written.");
        yield told(plan, "not-begun", List.of(reason), CheckCommand.NOTHING_KNOWN);
      }
      case Replacing.Result.Left() -> {
        talk("The kernel goes on. To see how far it is: lifeboot raid watch " + plan.array());
        plan.last().ifPresent(step -> talk("Left to be done when it has ended: " + step.shown()));
        talk("How to go back is in " + plan.wish().saved().resolve("go-back"));
        yield told(plan, "left", List.of(), 1);
      }
      case Replacing.Result.Stopped(String reason) -> {
        talk(HostileText.line(reason, 600));
        talk("How to go back is in " + plan.wish().saved().resolve("go-back"));
        yield told(plan, "stopped", List.of(reason), 1);
      }
    };
  }

  private int told(ReplacePlan plan, String state, List<String> reasons, int code) {
    if (json) {
      say(ReplaceAnswer.of(plan, state, reasons).json());
    }
    return code;
  }

  /// For people alone.
  private void talk(String line) {
    if (!json) {
      say(line);
    }
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /// Tells each command, and each change of how far it is.
  private final class OnTheWay implements Replacing.Watcher {
    private String before = "";

    @Override
    public void step(String command) {
      talk("$ " + command);
    }

    @Override
    public void progress(Progress progress) {
      String now = progress.words();
      if (!now.equals(before)) {
        talk(now);
      }
      before = now;
    }
  }
}
