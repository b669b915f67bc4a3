package org.lifeboot.agent.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// mdadm(8): reads members, assembles from members that are named, stops.
final class Mdadm {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Mdadm() {}

  static Command examine(String device) {
    return Command.of(LIMIT, "mdadm", "--examine", "--export", device);
  }

  /// A member.
  ///
  /// @param devices how many the array is meant to have
  record Member(String arrayUuid, String name, String level, int devices) {}

  static Member report(String device, Outcome outcome) throws NotUp {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _)) || code != 0) {
      throw new NotUp("reading the RAID superblock of " + device + ": " + outcome.inWords());
    }
    var fields = fields(stdout);
    String uuid = fields.getOrDefault("MD_UUID", "");
    if (!uuid.matches("[0-9a-f:]{1,64}")) {
      throw new NotUp("the RAID superblock of %s names no array".formatted(device));
    }
    String devices = fields.getOrDefault("MD_DEVICES", "");
    return new Member(
        uuid,
        fields.getOrDefault("MD_NAME", ""),
        fields.getOrDefault("MD_LEVEL", ""),
        devices.matches("\\d{1,6}") ? Integer.parseInt(devices) : 0);
  }

  private static Map<String, String> fields(String text) {
    var fields = new HashMap<String, String>();
    text.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              fields.putIfAbsent(
                  line.substring(0, equals), HostileText.line(line.substring(equals + 1)));
            });
    return fields;
  }

  /// From these members and no others, whatever mdadm.conf says.
  ///
  /// @param evenDegraded start it with fewer members than when it last ran
  static Command assemble(String device, String uuid, List<String> members, boolean evenDegraded) {
    var words =
        new ArrayList<>(List.of("mdadm", "--assemble", device, "--config=none", "--uuid=" + uuid));
    if (evenDegraded) {
      words.add("--run");
    }
    words.addAll(members);
    return Command.of(LIMIT, words.toArray(String[]::new));
  }

  static Command stop(String device) {
    return Command.of(LIMIT, "mdadm", "--stop", device);
  }
}
