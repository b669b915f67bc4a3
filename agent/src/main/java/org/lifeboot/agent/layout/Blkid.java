package org.lifeboot.agent.layout;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// blkid(8) of util-linux, probing what is there and not asking its cache. It reads devices and
/// image files alike, as a whole or from an offset.
public final class Blkid {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int NOTHING = 2;
  private static final int AMBIVALENT = 8;

  private Blkid() {}

  public static Command command(String source) {
    return Command.of(LIMIT, "blkid", "-p", "-o", "export", "--", source);
  }

  /// Of a stretch of it.
  static Command command(String source, long startBytes, long sizeBytes) {
    return Command.of(
        LIMIT,
        "blkid",
        "-p",
        "-o",
        "export",
        "--offset",
        Long.toString(startBytes),
        "--size",
        Long.toString(sizeBytes),
        "--",
        source);
  }

  /// What blkid told.
  public sealed interface Report {
    /// What was seen.
    ///
    /// @param table the kind of its partition table: `gpt`, `dos`; empty when there is none
    record Found(Signature signature, String table) implements Report {}

    /// Signs of several things at once: whichever it was last, blkid does not guess.
    record Ambivalent() implements Report {}

    record Unreadable(String reason) implements Report {}
  }

  public static Report report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _))) {
      return new Report.Unreadable(outcome.inWords());
    }
    return switch (code) {
      case 0 -> found(values(stdout));
      case NOTHING -> new Report.Found(Signature.NONE, "");
      case AMBIVALENT -> new Report.Ambivalent();
      default -> new Report.Unreadable(outcome.inWords());
    };
  }

  private static Report found(Map<String, String> values) {
    var signature =
        new Signature(
            values.getOrDefault("USAGE", ""),
            values.getOrDefault("TYPE", ""),
            values.getOrDefault("VERSION", ""),
            values.getOrDefault("LABEL", ""),
            values.getOrDefault("UUID", ""));
    return new Report.Found(signature, values.getOrDefault("PTTYPE", ""));
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
