package org.lifeboot.agent.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.agent.mount.MountPlan;
import org.lifeboot.agent.mount.Script;
import org.lifeboot.agent.stack.Passphrases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot mount`: the installed system, by its own fstab.
@Command(
    name = "mount",
    description = {
      "Finds the installed system, through RAID, LVM and encryption, and mounts all of it by its own"
          + " fstab.",
      "Without --write everything is seen over snapshots in RAM: not one byte of any disk changes,"
          + " journals are replayed all the same."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:mounted, or shown",
      "1:nothing, or not all that the system itself would mount",
      "2:there are several systems; name one with --root",
      "3:wrong use"
    })
final class MountCommand implements Callable<Integer> {

  private static final int SEVERAL = 2;

  private final MountWork work;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "/mnt",
      description = "Where (default: /mnt).")
  private Path place = Path.of("/mnt");

  @Mixin private MountWishes wishes = new MountWishes();

  @Option(names = "--dry-run", description = "Show the plan and mount nothing.")
  private boolean dryRun;

  @Option(
      names = "--print",
      description = "Print the plan as a shell script that works without Lifeboot; mount nothing.")
  private boolean print;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  MountCommand(MountWork work, Terminal terminal) {
    this.work = work;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    MountWork.Wish wish = wishes.wish(place, false);
    Optional<String> occupied =
        dryRun || print ? Optional.empty() : MountWork.occupied(wish.place());
    if (occupied.isPresent()) {
      return nothing(List.of(occupied.get()));
    }
    Passphrases asking = wishes.passphrases(terminal);
    return switch (work.look(wish, asking)) {
      case MountWork.Answer.Nothing(List<String> reasons) -> nothing(reasons);
      case MountWork.Answer.Several(var systems) -> {
        say(json ? MountAnswer.systems(systems, List.of()).json() : MountPage.several(systems));
        yield SEVERAL;
      }
      case MountWork.Answer.Planned(MountPlan plan, List<String> troubles) ->
          planned(plan, troubles, wish, asking);
    };
  }

  private int planned(
      MountPlan plan, List<String> troubles, MountWork.Wish wish, Passphrases asking)
      throws IOException {
    if (print) {
      out().print(Script.of(plan, wish.place().toString()));
      out().flush();
      return 0;
    }
    if (!json) {
      say(MountPage.of(plan, wish.place().toString()));
      troubles.forEach(trouble -> say("  ! " + trouble));
    }
    if (dryRun) {
      if (json) {
        say(MountAnswer.planned(plan, troubles).json());
      }
      return 0;
    }
    MountWork.Done done = work.mount(plan, wish, asking);
    return tell(plan, troubles, done);
  }

  private int tell(MountPlan plan, List<String> troubles, MountWork.Done done) {
    var result = done.result();
    if (json) {
      say(
          MountAnswer.planned(plan, troubles)
              .mounted(result.mounted(), result.problems(), result.notes())
              .json());
    } else {
      result.notes().forEach(note -> say("  - " + note));
      result.problems().forEach(problem -> say("  ! " + problem));
      say(
          result.mounted().isEmpty()
              ? "Nothing was mounted."
              : "Mounted at %s. To undo it: lifeboot umount"
                  .formatted(result.mounted().getFirst()));
    }
    return result.problems().isEmpty() ? 0 : 1;
  }

  private int nothing(List<String> reasons) {
    if (json) {
      say(MountAnswer.systems(List.of(), reasons).json());
    } else {
      reasons.forEach(spec.commandLine().getErr()::println);
    }
    return 1;
  }

  private void say(String text) {
    out().println(text);
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
