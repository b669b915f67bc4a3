package org.lifeboot.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.NetbootChoice;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.follow.Goal;
import org.lifeboot.cli.key.PublicKeys;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rescue",
    description = {
      "Let a server boot into rescue, once.",
      "",
      "Sets its netboot to rescue: at its next boot it starts the rescue system instead of its disk."
          + " Reboot it with \"lifeboot reboot\" or with --reboot: soft if its system still answers,"
          + " hard if not. If no boot comes, the choice expires. Nothing is written to its disks.",
      "",
      "The link to its page and root's temporary password are mailed to the owner once the server is"
          + " in rescue. With --wait the steps of the boot are shown as they happen, and how to log in"
          + " at the end."
    },
    footer = {
      "Examples:",
      "  lifeboot rescue web-1 --reboot hard --wait",
      "  lifeboot rescue web-1 --ssh-key ~/.ssh/id_ed25519.pub --no-password --reboot soft --wait",
      "  lifeboot rescue web-1 && lifeboot reboot web-1 --hard"
    })
final class RescueCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Option(
      names = "--wait",
      description = "Wait until the server is in rescue, and show the steps of the boot.")
  private boolean wait;

  @Option(
      names = "--ssh-key",
      paramLabel = "FILE",
      description = "File of public SSH keys that may log in as root; more than one can be given.")
  private List<Path> keyFiles = List.of();

  @Option(
      names = "--no-password",
      description = "Make no temporary password: SSH by key only, and no rescue page.")
  private boolean noPassword;

  @Mixin private RebootOption reboot = new RebootOption();
  @Mixin private WaitOptions waiting = new WaitOptions();
  @Mixin private JsonOption json = new JsonOption();

  RescueCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<String> keys = PublicKeys.read(keyFiles);
    if (noPassword && keys.isEmpty()) {
      throw new WrongUse("nobody could log in: give --ssh-key FILE, or leave out --no-password");
    }
    Manager manager = Credential.open(around);
    Answer<Server> chosen = manager.setNetboot(server, new NetbootChoice.Rescue(keys, !noPassword));
    String name = Harmless.line(chosen.value().name());
    reboot.carryOut(manager, server, "the netboot of " + name + " is set to rescue", around);
    return wait ? followToRescue(manager, chosen.value()) : tellNext(chosen);
  }

  private int tellNext(Answer<Server> chosen) {
    if (json.wanted()) {
      around.printDocument(chosen.document());
      return 0;
    }
    String name = Harmless.line(chosen.value().name());
    String until =
        chosen
            .value()
            .session()
            .flatMap(Session::expiresAt)
            .map(moment -> " (if that comes before " + around.moments().words(moment) + ")")
            .orElse("");
    around.print(name + " boots into rescue at its next boot" + until + ".");
    around.print(
        reboot.wanted()
            ? "It is rebooting."
            : "Now reboot it: lifeboot reboot " + name + " --hard");
    around.print("Follow it:     lifeboot session wait " + name);
    return 0;
  }

  private int followToRescue(Manager manager, Server chosen) {
    if (!json.wanted() && !reboot.wanted()) {
      around.print("Now reboot it: lifeboot reboot " + Harmless.line(chosen.name()) + " --hard");
    }
    Answer<Session> first = SessionLookup.ofServer(manager, chosen);
    Answer<Session> active = waiting.until(Goal.IN_RESCUE, first, manager, around, json);
    return new WaitEnd(manager, around, json).inRescue(active);
  }
}
