package org.lifeboot.agent.mount;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// btrfs(8), `subvolume`: which there are, and which is mounted when none is named.
final class Btrfs {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int MOST = 200;

  private Btrfs() {}

  static Command defaultSubvolume(Path point) {
    return Command.of(LIMIT, "btrfs", "subvolume", "get-default", point.toString());
  }

  static Command subvolumes(Path point) {
    return Command.of(LIMIT, "btrfs", "subvolume", "list", point.toString());
  }

  /// Paths from the top; `ID 256 gen 9 top level 5 path @`.
  static List<String> paths(Outcome outcome) {
    return outcome instanceof Outcome.Exited(int code, String stdout, _) && code == 0
        ? stdout.lines().flatMap(line -> path(line).stream()).limit(MOST).toList()
        : List.of();
  }

  private static Optional<String> path(String line) {
    int at = line.indexOf(" path ");
    return at < 0 ? Optional.empty() : Optional.of(line.substring(at + " path ".length()));
  }
}
