package org.lifeboot.agent.look;

import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.VolumeList;

/// An installed system's /etc/fstab (fstab(5)), to tell what each volume is for.
record Fstab(List<Line> lines) {

  private static final int MOST_LINES = 500;

  Fstab {
    lines = List.copyOf(lines);
  }

  /// One line.
  ///
  /// @param what `UUID=…`, `LABEL=…` or a device
  /// @param where `/var`
  record Line(String what, String where) {}

  static Fstab of(String text) {
    var lines = new ArrayList<Line>();
    text.lines()
        .limit(MOST_LINES)
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\s+", 4))
        .filter(words -> words.length > 2 && words[1].startsWith("/"))
        .forEach(words -> lines.add(new Line(plain(words[0]), HostileText.line(plain(words[1])))));
    return new Fstab(lines);
  }

  private static String plain(String word) {
    return word.replace("\"", "").replace("\\040", " ").replace("\\011", " ");
  }

  /// Where a volume belongs.
  List<String> uses(VolumeList.Volume volume) {
    return lines.stream()
        .filter(line -> names(line.what(), volume))
        .map(Line::where)
        .distinct()
        .limit(16)
        .toList();
  }

  private static boolean names(String what, VolumeList.Volume volume) {
    return what.equals(volume.device())
        || (!volume.uuid().isEmpty() && what.equalsIgnoreCase("UUID=" + volume.uuid()))
        || (!volume.uuid().isEmpty() && what.equalsIgnoreCase("/dev/disk/by-uuid/" + volume.uuid()))
        || (!volume.label().isEmpty() && what.equals("LABEL=" + volume.label()));
  }
}
