package org.lifeboot.agent.mount;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// btrfs(8), `subvolume`: which there are, and which is mounted when none is named.
final class Btrfs {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int MOST = 500;
  private static final Pattern LINE = Pattern.compile("ID (?<id>[0-9]{1,18}) .*? path (?<path>.+)");

  private Btrfs() {}

  static Command defaultSubvolume(Path point) {
    return Command.of(LIMIT, "btrfs", "subvolume", "get-default", point.toString());
  }

  static Command subvolumes(Path point) {
    return Command.of(LIMIT, "btrfs", "subvolume", "list", point.toString());
  }

  /// Those that there are; `ID 256 gen 9 top level 5 path @`. A name with a line feed in it may
  /// make up lines: what they name is of the same file system, or is not there.
  static List<Subvolume> subvolumes(Outcome outcome) {
    return outcome instanceof Outcome.Exited(int code, String stdout, _) && code == 0
        ? stdout.lines().flatMap(line -> subvolume(line).stream()).limit(MOST).toList()
        : List.of();
  }

  private static Optional<Subvolume> subvolume(String line) {
    Matcher found = LINE.matcher(line);
    return found.matches()
        ? Optional.of(new Subvolume(Long.parseLong(found.group("id")), found.group("path")))
        : Optional.empty();
  }
}
