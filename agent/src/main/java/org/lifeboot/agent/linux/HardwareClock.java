package org.lifeboot.agent.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The clock that runs on the mainboard's battery, read only (the kernel's rtc.rst, "SYSFS
/// INTERFACE"). Linux takes it for UTC.
///
/// @param root `/`, or a folder that looks like it
public record HardwareClock(Path root) {

  /// Empty where the machine has none, or it tells no time.
  public Optional<Instant> now() {
    try {
      String seconds = Files.readString(root.resolve("sys/class/rtc/rtc0/since_epoch")).strip();
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
