package org.lifeboot.agent.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.agent.mount.Unmounting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot umount`: undoes what `mount` and `chroot` did, in order.
@Command(
    name = "umount",
    description = {
      "Undoes what lifeboot mount and chroot did, in order, and what a killed process has left.",
      "Nothing is forced: what keeps a mount busy is named."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is left", "1:something is still there", "3:wrong use"})
final class UmountCommand implements Callable<Integer> {

  private final MountWork work;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where; without it, everywhere.")
  private Optional<Path> place = Optional.empty();

  UmountCommand(MountWork work) {
    this.work = work;
  }

  @Override
  public Integer call() {
    var unmounting = new Unmounting(work.tools(), work.claims(), work.ledgers());
    Unmounting.Result result = unmounting.undo(place.map(MountWork::real).orElse(""));
    var out = spec.commandLine().getOut();
    result.undone().forEach(what -> out.println("Undone: " + what));
    if (result.undone().isEmpty() && result.problems().isEmpty()) {
      out.println(
          "Nothing is mounted by Lifeboot" + place.map(dir -> " at " + dir).orElse("") + ".");
    }
    out.flush();
    result.problems().forEach(spec.commandLine().getErr()::println);
    return result.problems().isEmpty() ? 0 : 1;
  }
}
