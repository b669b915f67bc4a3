package org.lifeboot.agent.raid;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A partition table for a new disk, made of another disk's (sfdisk(8), `--dump`): the same
/// partitions with the same types and names, identifiers of their own. Pure.
///
/// @param script what sfdisk reads
/// @param endBytes where the last partition ends, a GPT's second table included
record TableCopy(String script, long endBytes) {

  private static final Pattern PARTITION =
      Pattern.compile("^\\S*?(\\d{1,4}) : start= *(\\d{1,18}), size= *(\\d{1,18})(,.*)?$");

  /// A GPT's second header and table.
  private static final long SECOND_TABLE_SECTORS = 33;

  private static final List<String> NOT_COPIED =
      List.of("label-id:", "device:", "first-lba:", "last-lba:", "grain:");

  /// Reads a dump.
  ///
  /// @param disk the new one
  /// @throws IllegalArgumentException when a line of it is not understood: a table is copied whole
  ///   or not at all
  static TableCopy of(String dump, String disk, long sectorBytes) {
    var lines = new ArrayList<String>();
    long end = 0;
    for (String line : dump.lines().toList()) {
      Matcher partition = PARTITION.matcher(line);
      if (partition.matches()) {
        end = Math.max(end, number(partition.group(2)) + number(partition.group(3)));
        lines.add(renamed(line, disk, Integer.parseInt(partition.group(1))));
      } else if (line.isBlank() || line.matches("(label|unit|sector-size|table-length): .*")) {
        lines.add(line);
      } else if (NOT_COPIED.stream().noneMatch(line::startsWith)) {
        throw new IllegalArgumentException("a line that is not understood: " + line);
      }
    }
    if (end == 0) {
      throw new IllegalArgumentException("no partitions");
    }
    boolean gpt = lines.contains("label: gpt");
    long sectors = end + (gpt ? SECOND_TABLE_SECTORS : 0);
    return new TableCopy(String.join("\n", lines) + "\n", sectors * sectorBytes);
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  /// In a dump the UUID stands before the name, whose quotes sfdisk escapes.
  private static String renamed(String line, String disk, int number) {
    String rest = line.substring(line.indexOf(" : ")).replaceFirst(", uuid=[0-9A-Fa-f-]+", "");
    return Block.partition(disk, number) + rest;
  }
}
