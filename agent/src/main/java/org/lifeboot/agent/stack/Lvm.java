package org.lifeboot.agent.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// lvm(8), which sees the devices that it is told of and no others: two copies of a physical
/// volume, a device and its snapshot, never meet.
final class Lvm {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// lvm(8), "Valid names".
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_+.][a-zA-Z0-9_+.-]{0,126}");

  /// Nothing of the dead system's is kept or watched here.
  private static final String CONFIG =
      "devices{use_devicesfile=0} backup{backup=0 archive=0} activation{monitoring=0}"
          + " global{event_activation=0 use_lvmpolld=0}";

  private Lvm() {}

  private static Command command(List<String> devices, String... words) {
    var all = new ArrayList<>(List.of("lvm"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", CONFIG, "--devices", String.join(",", devices)));
    return Command.of(LIMIT, all.toArray(String[]::new));
  }

  /// A physical volume.
  record Physical(String device, String group, String groupUuid) {}

  static Command physical(List<String> devices) {
    return command(
        devices, "pvs", "--noheadings", "--separator=|", "-o", "pv_name,vg_name,vg_uuid");
  }

  static List<Physical> physical(Outcome outcome) throws NotUp {
    return rows(outcome, 3).stream()
        .filter(row -> NAME.matcher(row.get(1)).matches())
        .map(row -> new Physical(row.get(0), row.get(1), row.get(2)))
        .toList();
  }

  /// A volume that is not a part of another.
  ///
  /// @param kind the first letter of lv_attr (lvs(8)): `t` a thin pool, `s` a snapshot
  record Logical(String name, char kind, long sizeBytes) {
    /// It holds other volumes, and no data that can be seen.
    boolean pool() {
      return kind == 't' || kind == 'd' || kind == 'D';
    }
  }

  static Command logical(String group, List<String> devices) {
    return command(
        devices,
        "lvs",
        "--noheadings",
        "--separator=|",
        "--units=b",
        "--nosuffix",
        "-o",
        "lv_name,lv_attr,lv_size",
        group);
  }

  static List<Logical> logical(Outcome outcome) throws NotUp {
    return rows(outcome, 3).stream()
        .filter(row -> NAME.matcher(row.get(0)).matches() && !row.get(1).isEmpty())
        .map(row -> new Logical(row.get(0), row.get(1).charAt(0), size(row.get(2))))
        .toList();
  }

  private static long size(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static List<List<String>> rows(Outcome outcome, int columns) throws NotUp {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _)) || code != 0) {
      throw new NotUp("asking LVM: " + outcome.inWords());
    }
    return stdout
        .lines()
        .map(line -> List.of(line.strip().split("\\|", -1)))
        .filter(row -> row.size() == columns)
        .toList();
  }

  static Command activate(String group, String volume, List<String> devices) {
    return command(
        devices, "lvchange", "--activate", "y", "--ignoreactivationskip", group + "/" + volume);
  }

  static Command deactivate(String group, String volume, List<String> devices) {
    return command(devices, "lvchange", "--activate", "n", group + "/" + volume);
  }
}
