package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// blkid(8) of util-linux, probing what is there and not asking its cache.
final class Blkid {

  private static final int NOTHING = 2;
  private static final int AMBIVALENT = 8;

  private Blkid() {}

  static Command command(Path device) {
    return Command.of(
        Duration.ofMinutes(1), "blkid", "-p", "-o", "export", "--", device.toString());
  }

  /// What lies on a device. Texts are safe to show.
  sealed interface Report {
    /// A file system.
    ///
    /// @param type `ext4`, `vfat`, …
    /// @param label empty when it has none
    record FileSystem(String type, String label, String uuid) implements Report {}

    /// Something else: swap, a RAID member, …
    record Other(String type) implements Report {}

    record PartitionTable(String type) implements Report {}

    /// Nothing that is known.
    record Nothing() implements Report {}

    /// Signs of several things at once.
    record Ambivalent() implements Report {}

    record Unreadable(String reason) implements Report {}
  }

  static Report report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _))) {
      return new Report.Unreadable(outcome.inWords());
    }
    return switch (code) {
      case 0 -> found(values(stdout));
      case NOTHING -> new Report.Nothing();
      case AMBIVALENT -> new Report.Ambivalent();
      default -> new Report.Unreadable(outcome.inWords());
    };
  }

  private static Report found(Map<String, String> values) {
    String type = values.getOrDefault("TYPE", "");
    if (values.getOrDefault("USAGE", "").equals("filesystem")) {
      return new Report.FileSystem(
          type, values.getOrDefault("LABEL", ""), values.getOrDefault("UUID", ""));
    }
    if (!type.isEmpty()) {
      return new Report.Other(type);
    }
    String table = values.getOrDefault("PTTYPE", "");
    return table.isEmpty() ? new Report.Nothing() : new Report.PartitionTable(table);
  }

  /// `NAME=value`, special characters behind backslashes.
  private static Map<String, String> values(String stdout) {
    var values = new HashMap<String, String>();
    stdout
        .lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              String value = line.substring(equals + 1).replaceAll("\\\\(.)", "$1");
              values.putIfAbsent(line.substring(0, equals), HostileText.line(value));
            });
    return values;
  }
}
