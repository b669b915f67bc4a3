package org.lifeboot.agent.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Lets the kernel ask the processors for corrected errors every few seconds while a check is at
/// work, instead of every five minutes (Documentation/ABI/testing/sysfs-mce, `check_interval`). A
/// setting of the running kernel alone.
public final class MachineCheckPolling implements AutoCloseable {

  private static final String SECONDS = "2";

  private final Path file;
  private final String usual;

  private MachineCheckPolling(Path file, String usual) {
    this.file = file;
    this.usual = usual;
  }

  /// Begins, where the kernel has the setting.
  ///
  /// @param root `/`; another folder in tests
  public static MachineCheckPolling often(Path root) {
    Path file = root.resolve("sys/devices/system/machinecheck/machinecheck0/check_interval");
    var polling = new MachineCheckPolling(file, text(file));
    if (!polling.usual.isEmpty()) {
      polling.set(SECONDS);
    }
    return polling;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }

  private void set(String seconds) {
    try {
      Files.writeString(file, seconds, StandardOpenOption.WRITE);
    } catch (IOException _) {
      // the kernel goes on at its own pace
    }
  }

  @Override
  public void close() {
    if (!usual.isEmpty()) {
      set(usual);
    }
  }
}
