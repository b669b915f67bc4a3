package org.lifeboot.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/// The kernel's md devices, by sysfs (the kernel's admin-guide/md).
final class MdDevices {

  private MdDevices() {}

  /// A rebuild over snapshots would copy the whole array into RAM (the kernel's admin-guide/md,
  /// sync_action). Levels without redundancy have no such file.
  static void freeze(String device) {
    Path action = md(device).resolve("sync_action");
    if (!Files.exists(action)) {
      return;
    }
    try {
      Files.writeString(action, "frozen");
    } catch (IOException e) {
      System.err.println("keeping " + device + " from being rebuilt: " + e + ", ignoring");
    }
  }

  /// Whether an array runs.
  static boolean running(String device) {
    try {
      String state = Files.readString(md(device).resolve("array_state")).strip();
      return !state.isEmpty() && !state.equals("inactive") && !state.equals("clear");
    } catch (IOException _) {
      return false;
    }
  }

  private static Path md(String device) {
    return Path.of("/sys/block", device.replaceFirst("^/dev/", ""), "md");
  }

  /// A name for an array that no other has.
  static Optional<String> free() {
    return IntStream.range(64, 256)
        .mapToObj(number -> "/dev/md" + number)
        .filter(device -> !Files.exists(md(device)))
        .findFirst();
  }
}
