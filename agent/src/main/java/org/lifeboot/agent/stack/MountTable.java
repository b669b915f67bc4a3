package org.lifeboot.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What is mounted in this mount namespace (proc_pid_mountinfo(5)).
///
/// @param points in the order of mounting
public record MountTable(List<String> points) {

  public MountTable {
    points = List.copyOf(points);
  }

  public static MountTable read() {
    try {
      return of(Files.readString(Path.of("/proc/self/mountinfo")));
    } catch (IOException _) {
      return new MountTable(List.of());
    }
  }

  static MountTable of(String text) {
    return new MountTable(
        Arrays.stream(text.split("\n", -1)) // a carriage return may stand in a name
            .map(line -> line.split(" ", -1))
            .filter(words -> words.length > 4)
            .map(words -> plain(words[4]))
            .toList());
  }

  public boolean contains(String point) {
    return points.contains(point);
  }

  /// Whether something is mounted there or below.
  public List<String> under(String folder) {
    return points.stream()
        .filter(point -> point.equals(folder) || point.startsWith(folder + "/"))
        .toList();
  }

  private static String plain(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
