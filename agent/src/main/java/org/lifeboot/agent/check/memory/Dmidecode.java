package org.lifeboot.agent.check.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.CheckReport.Fact;

/// dmidecode(8): what the firmware says of the memory modules (SMBIOS type 17). It is often wrong
/// or left empty, so it serves for facts alone.
final class Dmidecode {

  private static final int MOST_MODULES = 256;

  /// What a person wants to know of a module: dmidecode's word, and ours.
  private static final Map<String, String> WANTED = wanted();

  private Dmidecode() {}

  private static Map<String, String> wanted() {
    var names = new LinkedHashMap<String, String>();
    names.put("Size", "size");
    names.put("Type", "type");
    names.put("Speed", "speed");
    names.put("Manufacturer", "manufacturer");
    names.put("Part Number", "part number");
    names.put("Serial Number", "serial number");
    return names;
  }

  static Command command() {
    return Command.of(Duration.ofSeconds(30), "dmidecode", "--type", "17");
  }

  /// Empty when it does not answer, and of empty slots.
  static List<Fact> facts(Outcome outcome) {
    var facts = new ArrayList<Fact>();
    if (outcome instanceof Outcome.Exited(int code, String stdout, _) && code == 0) {
      List.of(stdout.split("\n\\s*\n", -1)).stream()
          .filter(block -> block.contains("Memory Device"))
          .limit(MOST_MODULES)
          .forEach(block -> facts.addAll(module(block)));
    }
    return facts;
  }

  private static List<Fact> module(String block) {
    Map<String, String> fields = fields(block);
    String name = fields.getOrDefault("Locator", "memory module");
    if (fields.getOrDefault("Size", "No").startsWith("No")) {
      return List.of();
    }
    return WANTED.entrySet().stream()
        .filter(wanted -> known(fields.getOrDefault(wanted.getKey(), "")))
        .map(
            wanted ->
                new Fact(name, wanted.getValue(), fields.getOrDefault(wanted.getKey(), ""), ""))
        .toList();
  }

  private static boolean known(String value) {
    return !value.isEmpty()
        && !value.equals("Unknown")
        && !value.equals("Not Specified")
        && !value.equals("Not Provided")
        && !value.equals("None");
  }

  private static Map<String, String> fields(String block) {
    var fields = new LinkedHashMap<String, String>();
    block
        .lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> fields.put(pair[0].strip(), HostileText.line(pair[1])));
    return fields;
  }
}
