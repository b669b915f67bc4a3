package org.lifeboot.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;
import org.lifeboot.lab.story.Report;
import org.lifeboot.lab.story.Stage;
import org.lifeboot.lab.story.Story;
import org.lifeboot.lab.story.Transcript;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./lifeboot demo`: a Manager and a server whose Linux does not come up, to try by hand; or, with
/// `--unattended`, the whole story played and proven.
@Command(
    name = "demo",
    description = {
      "Starts a Manager and demo-1, a virtual server whose installed Debian does not come up, and says what to try.",
      "Needs no root: both talk by QEMU's user network."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:--unattended: every step was proven",
      "1:could not start; --unattended: a step was not proven",
      "2:usage",
      "130:ended by Ctrl-C"
    })
public final class Demo implements Callable<Integer> {

  @Option(
      names = "--unattended",
      description = "Play the whole story by itself; exit 0 only if every step was proven.")
  private boolean unattended;

  @Option(
      names = "--json",
      description =
          "With --unattended: print the result as JSON on standard output, the transcript on"
              + " standard error.")
  private boolean json;

  @Option(
      names = "--keep",
      description = "With --unattended: leave everything up at the end, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the demo's files are. Default: ${DEFAULT-VALUE}")
  private Path data = defaultData();

  public static void main(String[] arguments) {
    System.exit(run(new Demo(), arguments));
  }

  /// A command line whose failures of the lab are one line each.
  static int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (failure, line, _) -> {
              if (!(failure instanceof LabException)) {
                throw failure;
              }
              line.getErr().println("lab: " + failure.getMessage());
              return 1;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    return unattended ? playStory() : waitForPeople();
  }

  private int playStory() {
    var out = utf8(json ? System.err : System.out);
    var folder = emptied(data.resolve("story"));
    try (var stage = new Stage(plan(folder, Ports.free(), Ports.free()));
        var _ = new AtExit(stage)) {
      var report = new Story(stage, new Transcript(out), Accelerator.best()).play();
      tell(report, stage, out);
      if (keep) {
        out.println("\nEverything is left up. Ctrl-C ends it.\n" + stage.invitation());
        waitForCtrlC();
      }
      return report.proven() ? 0 : 1;
    }
  }

  private void tell(Report report, Stage stage, PrintStream out) {
    out.println();
    report.numbers().forEach((what, howMuch) -> out.printf("  %-40s %s%n", what, howMuch));
    if (report.proven()) {
      out.println("\nEvery step was proven.");
    } else {
      out.println("\nNot proven: " + report.failure().orElse(""));
      out.println(stage.lastWords());
    }
    if (json) {
      utf8(System.out).println(report.json());
    }
  }

  private int waitForPeople() {
    var out = utf8(System.out);
    var folder = emptied(data.resolve("demo"));
    try (var stage = new Stage(plan(folder, Ports.preferably(8080), Ports.preferably(2222)));
        var _ = new AtExit(stage)) {
      out.println("Starting the Manager …");
      stage.startManager();
      stage.api().post("/servers", stage.registration());
      out.println("Powering demo-1 on …");
      stage.powerOn(Accelerator.best());
      out.println(stage.invitation());
      waitForCtrlC();
      return 0;
    }
  }

  /// The story and the demo have no mail server, unless one of Debian's is installed.
  private Stage.Plan plan(Path folder, int webPort, int sshPort) {
    var doors = new Stage.Doors(webPort, Ports.free(), Ports.free(), Ports.free());
    return new Stage.Plan(
        folder,
        new UserNetwork(doors.boot(), sshPort),
        doors,
        unattended && onPath("aiosmtpd"),
        Map.of());
  }

  private static boolean onPath(String program) {
    return Optional.ofNullable(System.getenv("PATH")).orElse("").lines().findFirst().stream()
        .flatMap(path -> java.util.Arrays.stream(path.split(":", -1)))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// Each demo begins anew: the server's drives, the Manager's accounts.
  private static Path emptied(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + folder, e);
    }
  }

  private static Path defaultData() {
    var home =
        Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"));
    return home.resolve("lifeboot").resolve("demo");
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static void waitForCtrlC() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
