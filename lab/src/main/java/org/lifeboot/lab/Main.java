package org.lifeboot.lab;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;
import org.lifeboot.lab.server.VirtualServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./lifeboot lab`: virtual servers by hand.
@Command(
    name = "lab",
    description = "Virtual servers by hand, for a Manager of your own.",
    mixinStandardHelpOptions = true,
    subcommands = {Main.Server.class, Demo.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Demo.run(new Main(), arguments));
  }

  /// One server that netboots from a Manager of this machine.
  @Command(
      name = "server",
      description = {
        "Powers on a virtual server with fresh drives (an installed Debian that does not come up) and leaves it on until Ctrl-C.",
        "It tries the network first: the Manager whose boot port is given."
      },
      mixinStandardHelpOptions = true)
  static final class Server implements Callable<Integer> {

    @Option(names = "--folder", required = true, description = "Its drives, sockets and console.")
    private Path folder = Path.of("");

    @Option(
        names = "--boot-port",
        defaultValue = "8081",
        description = "The Manager's boot port on this machine. Default: ${DEFAULT-VALUE}")
    private int bootPort;

    @Option(
        names = "--mac",
        defaultValue = "52:54:00:de:30:02",
        description = "Its MAC address. Default: ${DEFAULT-VALUE}")
    private String mac = "";

    @Override
    public Integer call() throws InterruptedException {
      var sshPort = Ports.preferably(2222);
      var plan =
          new VirtualServer.Plan(
              "lab",
              folder.toAbsolutePath(),
              mac,
              Built.disks().drives(),
              new UserNetwork(bootPort, sshPort));
      try (var server = VirtualServer.start(plan, Accelerator.best())) {
        System.out.printf(
            """
            The server is on (%s). Its console: tail -f %s
            Register it:
              ./lifeboot server add lab --mac %s --owner YOU@example.org --power qemu:%s --ssh 127.0.0.1:%d
            Ctrl-C pulls the plug.
            """,
            server.speed(), server.console().file(), mac, plan.powerSocket(), sshPort);
        new CountDownLatch(1).await();
        return 0;
      }
    }
  }
}
