package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Memtest;
import org.lifeboot.cli.api.NetbootChoice;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.follow.MemtestWait;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "memtest",
    description = {
      "Let a server boot Memtest86+, once.",
      "",
      "Memtest86+ tests all of the memory, for hours, without any system in the way. What it finds"
          + " stands on the server's screen and serial console; where its management controller"
          + " carries that console (power driver ipmi), 'lifeboot server show' tells it. The server"
          + " cannot be reached meanwhile. To end it, reboot the server hard: it then boots its own"
          + " disk. If no boot comes, the choice expires.",
      "",
      "With --wait the command waits until Memtest86+ was sent, not for its result."
    },
    footer = {
      "Examples:",
      "  lifeboot boot memtest web-1 --reboot hard --wait",
      "  lifeboot reboot web-1 --hard      # ends it"
    })
final class BootMemtestCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Option(names = "--wait", description = "Wait until Memtest86+ was sent to the server.")
  private boolean wait;

  @Mixin private RebootOption reboot = new RebootOption();
  @Mixin private WaitOptions waiting = new WaitOptions();
  @Mixin private JsonOption json = new JsonOption();

  BootMemtestCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Answer<Server> chosen = manager.setNetboot(server, new NetbootChoice.Memtest());
    String name = Harmless.line(chosen.value().name());
    reboot.carryOut(manager, server, "the netboot of " + name + " is set to memtest", around);
    return wait ? follow(manager, chosen) : tellNext(chosen, name);
  }

  private int tellNext(Answer<Server> chosen, String name) {
    if (json.wanted()) {
      around.printDocument(chosen.document());
      return 0;
    }
    String until =
        chosen
            .value()
            .memtest()
            .flatMap(Memtest::expiresAt)
            .map(moment -> " (if that comes before " + around.moments().words(moment) + ")")
            .orElse("");
    around.print(name + " boots Memtest86+ at its next boot" + until + ".");
    around.print(
        reboot.wanted()
            ? "It is rebooting."
            : "Now reboot it: lifeboot reboot " + name + " --hard");
    return 0;
  }

  private int follow(Manager manager, Answer<Server> chosen) {
    if (!json.wanted() && !reboot.wanted()) {
      around.print(
          "Now reboot it: lifeboot reboot " + Harmless.line(chosen.value().name()) + " --hard");
    }
    Answer<Server> sent =
        new MemtestWait(manager, around, json.wanted()).untilSent(chosen, waiting.limit());
    if (json.wanted()) {
      around.printDocument(sent.document());
      return 0;
    }
    String name = Harmless.line(sent.value().name());
    boolean heard = sent.value().memtest().flatMap(Memtest::heard).isPresent();
    around.print(
        heard
            ? "Memtest86+ was sent to " + name + "; what it finds: lifeboot server show " + name
            : "Memtest86+ was sent to "
                + name
                + "; what it finds is on its screen and serial console.");
    around.print("End it with: lifeboot reboot " + name + " --hard");
    return 0;
  }
}
