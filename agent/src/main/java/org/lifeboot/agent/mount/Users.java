package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.agent.tool.HostileText;

/// Who keeps a mount busy: processes that stand in it, run from it, or have a file of it open, as
/// fuser(1) tells it (proc_pid_fd(5)).
final class Users {

  private static final int MOST = 10;

  private Users() {}

  /// A line for each, `1234 bash (stands in /mnt/etc)`; at most ten.
  static List<String> of(Path folder) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .flatMap(process -> use(process, folder).stream())
          .limit(MOST)
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<String> use(Path process, Path folder) {
    return link(process.resolve("cwd"), folder)
        .map(path -> "stands in " + path)
        .or(() -> link(process.resolve("root"), folder).map(path -> "has " + path + " as its root"))
        .or(() -> link(process.resolve("exe"), folder).map(path -> "runs " + path))
        .or(() -> open(process, folder).map(path -> "has " + path + " open"))
        .map(
            words ->
                HostileText.line(
                    "%s %s (%s)".formatted(process.getFileName(), name(process), words), 300));
  }

  private static Optional<Path> open(Path process, Path folder) {
    var found = new ArrayList<Path>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      files.flatMap(file -> link(file, folder).stream()).findFirst().ifPresent(found::add);
    } catch (IOException _) {
      // it has ended
    }
    return found.stream().findFirst();
  }

  private static Optional<Path> link(Path link, Path folder) {
    try {
      return Optional.of(Files.readSymbolicLink(link)).filter(path -> path.startsWith(folder));
    } catch (IOException _) {
      return Optional.empty(); // it has ended
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException _) {
      return "?";
    }
  }
}
