package org.lifeboot.lab.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lifeboot.lab.process.Child;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.Network;

/// The Manager, started as its own launcher does, on a data folder.
public final class ManagerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Pattern ADMINISTRATOR =
      Pattern.compile("First administrator: (\\S+), password (\\S+)");

  /// How to start it.
  ///
  /// @param classPath the Manager's classes and libraries
  /// @param data its data folder
  /// @param network where it runs
  /// @param settings `--set` of each
  public record Plan(String classPath, Path data, Network network, Map<String, String> settings) {
    public Plan {
      settings = Map.copyOf(settings);
    }

    Path log() {
      return data.resolveSibling(data.getFileName() + ".log");
    }
  }

  /// A log-in of the Manager's.
  public record Login(String name, String password) {}

  private final Plan plan;
  private final Child process;

  private ManagerProcess(Plan plan, Child process) {
    this.plan = plan;
    this.process = process;
  }

  /// Starts it and waits until it says that it is ready.
  public static ManagerProcess start(Plan plan) {
    try {
      Files.createDirectories(plan.data());
      Files.deleteIfExists(plan.log());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + plan.data(), e);
    }
    var manager =
        new ManagerProcess(
            plan,
            Child.start("the Manager", plan.network().inside(command(plan)), Map.of(), plan.log()));
    if (!Patience.untilTrue(START, () -> manager.ready() || !manager.process.running())
        || !manager.ready()) {
      manager.close();
      throw new LabException(
          "the Manager did not become ready: " + String.join("\n  ", manager.tail(20)));
    }
    return manager;
  }

  static List<String> command(Plan plan) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                plan.classPath(),
                "org.lifeboot.manager.Main",
                "--data",
                plan.data().toString()));
    plan.settings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            setting -> {
              command.add("--set");
              command.add(setting.getKey() + "=" + setting.getValue());
            });
    return command;
  }

  private boolean ready() {
    return output().contains("Manager ready");
  }

  /// The administrator that was made at this start; empty when the data folder had one already.
  public Optional<Login> firstAdministrator() {
    return firstAdministrator(output());
  }

  static Optional<Login> firstAdministrator(String output) {
    var matcher = ADMINISTRATOR.matcher(output);
    return matcher.find()
        ? Optional.of(new Login(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /// All it has printed since this start.
  public String output() {
    try {
      return Files.readString(plan.log());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the Manager's log " + plan.log(), e);
    }
  }

  public Path log() {
    return plan.log();
  }

  public long pid() {
    return process.pid();
  }

  /// The last lines it has printed.
  public List<String> tail(int lines) {
    var all = output().lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /// Ends it at once, as a power cut would.
  public void kill() {
    process.kill();
  }

  /// The same Manager, started again on the same data folder.
  public ManagerProcess again() {
    return start(plan);
  }

  @Override
  public void close() {
    process.close();
  }
}
