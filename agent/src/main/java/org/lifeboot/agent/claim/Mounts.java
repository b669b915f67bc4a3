package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is mounted, and since when. The kernel does not keep the time of a mount: whoever looks
/// regularly keeps it, in a file.
final class Mounts {

  private final Path proc;
  private final Path times;

  /// The mounts of a system.
  ///
  /// @param proc `/proc`
  /// @param times the file of the times
  Mounts(Path proc, Path times) {
    this.proc = proc;
    this.times = times;
  }

  /// One mount (proc_pid_mountinfo(5)).
  ///
  /// @param id the kernel's number of it
  /// @param number of the device: `254:1`; btrfs gives one of its own
  /// @param source as mount(8) was told: `/dev/vda1`
  record Mount(String id, String number, String point, String source) {}

  /// Of process 1 and our own, which may live in different mount namespaces.
  List<Mount> all() {
    var found = new ArrayList<>(read(proc.resolve("self/mountinfo")));
    found.addAll(read(proc.resolve("1/mountinfo")));
    return found;
  }

  private static List<Mount> read(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("\n", -1))
          .flatMap(line -> mount(line).stream())
          .toList();
    } catch (IOException _) {
      return List.of(); // no such process, or it may not be asked
    }
  }

  private static List<Mount> mount(String line) {
    int separator = line.indexOf(" - ");
    String[] before = line.split(" ", -1);
    if (separator < 0 || before.length < 6) {
      return List.of();
    }
    String[] after = line.substring(separator + 3).split(" ", -1);
    if (after.length < 2) {
      return List.of();
    }
    return List.of(new Mount(before[0], before[2], plain(before[4]), plain(after[1])));
  }

  /// Spaces, tabs, line feeds and backslashes are written as octal numbers.
  private static String plain(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /// When a mount was first seen, in ISO 8601; empty when nobody looked.
  String since(Mount mount) {
    return known().getOrDefault(key(mount), "");
  }

  /// Notes the time of what is new since the last look.
  void note(Instant now) {
    Map<String, String> before = known();
    var after = new HashMap<String, String>();
    all().stream()
        .filter(mount -> mount.source().startsWith("/dev/"))
        .forEach(mount -> after.put(key(mount), before.getOrDefault(key(mount), now.toString())));
    if (!after.equals(before)) {
      write(after);
    }
  }

  private static String key(Mount mount) {
    return mount.id() + " " + mount.number();
  }

  private Map<String, String> known() {
    var known = new HashMap<String, String>();
    try {
      Files.readString(times)
          .lines()
          .filter(line -> line.indexOf('\t') > 0)
          .forEach(
              line ->
                  known.put(
                      line.substring(0, line.indexOf('\t')),
                      line.substring(line.indexOf('\t') + 1)));
    } catch (IOException _) {
      // nobody has looked yet
    }
    return known;
  }

  private void write(Map<String, String> all) {
    var text = new StringBuilder();
    all.forEach((mount, since) -> text.append(mount).append('\t').append(since).append('\n'));
    try {
      Files.createDirectories(times.toAbsolutePath().getParent());
      Files.writeString(times, text);
    } catch (IOException e) {
      System.err.println("noting the times of mounts in " + times + ": " + e + ", ignoring");
    }
  }
}
