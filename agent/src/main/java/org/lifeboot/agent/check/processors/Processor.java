package org.lifeboot.agent.check.processors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.tool.HostileText;

/// One logical processor that is at work, as `/proc/cpuinfo` tells of it. Texts are empty where it
/// does not tell.
///
/// @param number `CPU 3` is 3
/// @param socket `physical id`
/// @param core `core id`, within the socket
record Processor(
    int number, String model, String microcode, String socket, String core, Optional<Double> mhz) {

  /// All of them.
  ///
  /// @param root `/`; another folder in tests
  static List<Processor> all(Path root) {
    try {
      return parse(Files.readString(root.resolve("proc/cpuinfo")));
    } catch (IOException _) {
      return List.of();
    }
  }

  static List<Processor> parse(String cpuinfo) {
    var found = new ArrayList<Processor>();
    for (String block : cpuinfo.split("\n\\s*\n", -1)) {
      Map<String, String> fields = fields(block);
      String number = fields.getOrDefault("processor", "");
      if (number.matches("\\d{1,6}")) {
        found.add(of(Integer.parseInt(number), fields));
      }
    }
    return found;
  }

  private static Processor of(int number, Map<String, String> fields) {
    String mhz = fields.getOrDefault("cpu MHz", "");
    return new Processor(
        number,
        fields.getOrDefault("model name", ""),
        fields.getOrDefault("microcode", ""),
        fields.getOrDefault("physical id", ""),
        fields.getOrDefault("core id", ""),
        mhz.matches("\\d{1,7}(\\.\\d+)?") ? Optional.of(Double.valueOf(mhz)) : Optional.empty());
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

  String part() {
    return part(number);
  }

  static String part(int number) {
    return "CPU " + number;
  }
}
