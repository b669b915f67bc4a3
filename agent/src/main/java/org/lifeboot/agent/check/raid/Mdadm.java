package org.lifeboot.agent.check.raid;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// mdadm(8), `--examine`: reads the superblock of a member and writes nothing. Not `--export`,
/// which leaves out the member's role and which others it knows to be there.
final class Mdadm {

  private Mdadm() {}

  static Command examine(String device) {
    return Command.of(Duration.ofSeconds(30), "mdadm", "--examine", device);
  }

  /// What a member's superblock says.
  sealed interface Report {
    record Found(Member member) implements Report {}

    /// Nothing is known of it.
    ///
    /// @param reason what came back
    record Unreadable(String reason) implements Report {}
  }

  static Report report(String device, Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String text, _)) || code != 0) {
      return new Report.Unreadable(outcome.inWords());
    }
    Map<String, String> fields = fields(text);
    String array = fields.getOrDefault("Array UUID", fields.getOrDefault("UUID", ""));
    Optional<Integer> devices = number(fields.getOrDefault("Raid Devices", ""));
    if (array.isEmpty() || devices.isEmpty()) {
      return new Report.Unreadable("its RAID superblock is of a kind that is not read");
    }
    return new Report.Found(
        new Member(
            device,
            array.replaceFirst(" .*", ""),
            fields.getOrDefault("Name", "").replaceFirst(" .*", ""),
            fields.getOrDefault("Raid Level", ""),
            devices.get(),
            events(fields.getOrDefault("Events", "")),
            role(fields, text),
            fields.getOrDefault("Array State", "").replaceFirst(" .*", ""),
            fields.getOrDefault("State", "")));
  }

  /// ` Raid Level : raid1`; the first of a name counts.
  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    text.lines()
        .map(line -> HostileText.line(line, 400))
        .forEach(
            line -> {
              int colon = line.indexOf(" : ");
              if (colon > 0) {
                fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 3));
              }
            });
    return fields;
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /// Metadata 0.90 writes two halves: `0.34`.
  private static long events(String text) {
    String digits = text.replaceFirst("^0[.]", "");
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }

  /// `Active device 1`, `spare`. Metadata 0.90 has a table instead, with a line of its own for the
  /// member: `this 2 8 33 2 spare /dev/sdc1`.
  private static String role(Map<String, String> fields, String text) {
    Optional<String> own = text.lines().filter(line -> line.startsWith("this ")).findFirst();
    return own.map(line -> line.contains("spare") ? "spare" : "Active device")
        .orElse(fields.getOrDefault("Device Role", ""));
  }
}
