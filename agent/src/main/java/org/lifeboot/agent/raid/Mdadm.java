package org.lifeboot.agent.raid;

import java.time.Duration;
import java.util.Optional;
import org.lifeboot.agent.tool.Command;

/// mdadm(8), manage mode.
final class Mdadm {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Mdadm() {}

  static Command add(String array, String device) {
    return Command.of(LIMIT, "mdadm", array, "--add", device);
  }

  /// The old member is read until the new one holds all; then it is faulty by the kernel's hand.
  static Command replace(String array, String old, String with) {
    return Command.of(LIMIT, "mdadm", array, "--replace", old, "--with", with);
  }

  static Command fail(String array, String device) {
    return Command.of(LIMIT, "mdadm", array, "--fail", device);
  }

  static Command remove(String array, String device) {
    return Command.of(LIMIT, "mdadm", array, "--remove", device);
  }

  /// "hot remove failed for /dev/sda1: Device or resource busy".
  static boolean tooSoon(Optional<String> problem) {
    return problem
        .filter(text -> text.contains("hot remove failed") && text.contains("busy"))
        .isPresent();
  }

  static Command zeroSuperblock(String device) {
    return Command.of(LIMIT, "mdadm", "--zero-superblock", device);
  }

  static Command detail(String array) {
    return Command.of(LIMIT, "mdadm", "--detail", array);
  }

  static Command examine(String device) {
    return Command.of(LIMIT, "mdadm", "--examine", device);
  }
}
