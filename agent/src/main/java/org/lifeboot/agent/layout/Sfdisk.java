package org.lifeboot.agent.layout;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.JsonText;
import org.lifeboot.agent.tool.Outcome;

/// sfdisk(8) of util-linux, `--json`: reads a partition table and writes nothing.
final class Sfdisk {

  /// More than any real table has; GPT itself ends at 128.
  private static final int MOST_PARTITIONS = 512;

  private static final JsonType<Answer> ANSWER = Jsonb.builder().build().type(Answer.class);
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})$");

  private Sfdisk() {}

  static Command command(String source) {
    return Command.of(Duration.ofMinutes(1), "sfdisk", "--json", "--", source);
  }

  /// What sfdisk told.
  sealed interface Report {
    /// A table that could be read.
    ///
    /// @param warnings what it finds wrong with the table, in its own words
    record Table(String kind, String id, List<Entry> partitions, List<String> warnings)
        implements Report {}

    record NoTable() implements Report {}

    record Unreadable(String reason) implements Report {}
  }

  /// One partition.
  ///
  /// @param number as in `sda5`; 0 when it cannot be told
  /// @param type a GUID, or two hexadecimal digits
  record Entry(
      int number,
      long startBytes,
      long sizeBytes,
      String type,
      String name,
      String uuid,
      boolean bootable) {}

  static Report report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))) {
      return new Report.Unreadable(outcome.inWords());
    }
    if (code != 0) {
      return stderr.contains("does not contain a recognized partition table")
          ? new Report.NoTable()
          : new Report.Unreadable(outcome.inWords());
    }
    try {
      return table(JsonText.read(ANSWER, stdout).partitiontable(), warnings(stderr));
    } catch (JsonException | IllegalStateException | ArithmeticException e) {
      return new Report.Unreadable(
          "reading sfdisk's answer: " + HostileText.line(String.valueOf(e.getMessage()), 400));
    }
  }

  private static List<String> warnings(String stderr) {
    return stderr
        .lines()
        .map(line -> HostileText.line(line, 300))
        .filter(line -> !line.isEmpty())
        .limit(10)
        .toList();
  }

  private static Report table(@Nullable Partitions table, List<String> warnings) {
    if (table == null) {
      return new Report.NoTable();
    }
    long sector = table.sectorsize() > 0 ? table.sectorsize() : 512;
    List<Node> nodes = table.partitions() == null ? List.of() : table.partitions();
    return new Report.Table(
        text(table.label()),
        text(table.id()),
        nodes.stream().limit(MOST_PARTITIONS).map(node -> entry(node, sector)).toList(),
        warnings);
  }

  private static Entry entry(Node node, long sector) {
    return new Entry(
        number(text(node.node())),
        Math.multiplyExact(node.start(), sector),
        Math.multiplyExact(node.size(), sector),
        text(node.type()),
        text(node.name()),
        text(node.uuid()),
        node.bootable());
  }

  private static int number(String node) {
    Matcher digits = NUMBER.matcher(node);
    return digits.find() ? Integer.parseInt(digits.group(1)) : 0;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : HostileText.line(value);
  }

  @Json
  record Answer(@Nullable Partitions partitiontable) {}

  @Json
  record Partitions(
      @Nullable String label,
      @Nullable String id,
      long sectorsize,
      @Nullable List<Node> partitions) {}

  @Json
  record Node(
      @Nullable String node,
      long start,
      long size,
      @Nullable String type,
      @Nullable String name,
      @Nullable String uuid,
      boolean bootable) {}
}
