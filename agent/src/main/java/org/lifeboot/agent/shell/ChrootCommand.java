package org.lifeboot.agent.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.agent.mount.Chrooting;
import org.lifeboot.agent.mount.MountPlan;
import org.lifeboot.agent.mount.Unmounting;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.Passphrases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot chroot`: a shell or a command inside of the installed system.
@Command(
    name = "chroot",
    description = {
      "Runs the installed system's own shell, or a command, inside of it; mounts it when it is not"
          + " mounted, and cleans up after.",
      "Without --write what is written goes to RAM and is lost; with it, it is on the disks."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    footer = {"", "The exit code is the command's own; 1 when it could not be run."})
final class ChrootCommand implements Callable<Integer> {

  private final MountWork work;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private MountWishes wishes = new MountWishes();

  @Parameters(
      paramLabel = "[DIR] [-- COMMAND…]",
      description = {
        "Where it is mounted (default: /mnt), and what to run (default: root's own shell)."
      })
  private List<String> words = new ArrayList<>();

  ChrootCommand(MountWork work, Terminal terminal) {
    this.work = work;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (words.size() - command().size() > 1) {
      say("The command stands behind --, as in: lifeboot chroot /mnt -- " + words.getLast());
      return CheckCommand.WRONG_USE;
    }
    MountWork.Wish wish = wishes.wish(place(), true);
    Optional<Ledger> mounted = work.at(wish.place());
    if (mounted.isPresent()) {
      say("The system at %s is mounted %s.".formatted(wish.place(), mounted.get().words()));
      return inside(mounted.get(), wish.place(), () -> {});
    }
    Optional<String> occupied = MountWork.occupied(wish.place());
    if (occupied.isPresent()) {
      say(occupied.get());
      return 1;
    }
    return mountedFor(wish, wishes.passphrases(terminal));
  }

  private Path place() {
    return Path.of(words.size() > command().size() ? words.getFirst() : "/mnt");
  }

  /// What stands behind `--`.
  private List<String> command() {
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    int end = all.indexOf("--");
    return end < 0 ? List.of() : all.subList(end + 1, all.size());
  }

  private int mountedFor(MountWork.Wish wish, Passphrases asking)
      throws IOException, InterruptedException {
    return switch (work.look(wish, asking)) {
      case MountWork.Answer.Nothing(List<String> reasons) -> {
        reasons.forEach(this::say);
        yield 1;
      }
      case MountWork.Answer.Several(var systems) -> {
        say(MountPage.several(systems));
        yield 1;
      }
      case MountWork.Answer.Planned(MountPlan plan, List<String> troubles) -> {
        troubles.forEach(this::say);
        yield mounted(plan, wish, asking);
      }
    };
  }

  private int mounted(MountPlan plan, MountWork.Wish wish, Passphrases asking)
      throws IOException, InterruptedException {
    MountWork.Done done = work.mount(plan, wish, asking);
    done.result().problems().forEach(this::say);
    if (done.result().mounted().isEmpty()) {
      return 1;
    }
    say("The system is mounted at %s, %s.".formatted(wish.place(), plan.access().words()));
    return inside(done.ledger(), wish.place(), () -> unmount(wish.place()));
  }

  private void unmount(Path place) {
    var unmounting = new Unmounting(work.tools(), work.claims(), work.ledgers());
    unmounting.undo(MountWork.real(place)).problems().forEach(this::say);
  }

  /// Ctrl-C ends this process while the command may still run: the hook cleans up then, too.
  private int inside(Ledger ledger, Path place, Runnable after)
      throws IOException, InterruptedException {
    var chrooting = new Chrooting(work.tools(), work.claims(), ledger, place.toRealPath());
    var hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  chrooting.close();
                  after.run();
                });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      chrooting.notes().forEach(this::say);
      return chrooting.run(command());
    } finally {
      try {
        chrooting.close();
        after.run();
      } finally {
        forget(hook);
      }
    }
  }

  private static void forget(Thread hook) {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // it runs already
    }
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
