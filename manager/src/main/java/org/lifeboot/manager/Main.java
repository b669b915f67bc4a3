package org.lifeboot.manager;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The Manager's program: pages, API, netboot, Agents' door, mail, store.
@Command(
    name = "manager",
    description = "Runs Lifeboot's Manager until it is told to stop (SIGTERM, Ctrl-C).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "The data folder: lifeboot.properties and, without PostgreSQL, the database.")
  private Path data = Path.of(".");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of lifeboot.properties; may be given several times.")
  private Map<String, String> overrides = new TreeMap<>();

  /// Starts the Manager. Exit code 1: it could not start, and says why; 2: wrong usage.
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("rekey")) {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      System.exit(new CommandLine(new RekeyCommand()).execute(rest));
    }
    CommandLine line = new CommandLine(new Main());
    line.getCommandSpec().usageMessage().footer(keys());
    System.exit(line.execute(arguments));
  }

  private static String[] keys() {
    String all =
        Arrays.stream(Setting.values())
            .map(
                setting ->
                    "  "
                        + setting.key()
                        + "="
                        + setting.usual()
                        + "%n      "
                        + setting.explanation())
            .collect(Collectors.joining("%n"));
    return ("%nKeys of lifeboot.properties, with what they are when not set:%n" + all).split("%n");
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = data.toAbsolutePath().normalize();
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      Configuration configuration = Configuration.load(folder, overrides);
      Manager manager = Manager.start(configuration, Main::show);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    manager.close();
                    stopped.countDown();
                  }));
      System.out.println("Manager ready: " + configuration.webUrl());
    } catch (StartFailed e) {
      System.err.println("The Manager cannot start: " + e.getMessage());
      return 1;
    }
    stopped.await();
    return 0;
  }

  private static void show(String password) {
    System.out.println("First administrator: admin, password " + password);
  }
}
