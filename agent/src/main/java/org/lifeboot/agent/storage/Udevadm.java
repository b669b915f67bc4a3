package org.lifeboot.agent.storage;

import java.time.Duration;
import org.lifeboot.agent.tool.Command;

/// udevadm(8).
public final class Udevadm {

  private Udevadm() {}

  /// Waits until udev has looked at all drives that the kernel has told of: only then does [Lsblk]
  /// know their file systems. Exits with 1 when that takes longer than its time-out.
  public static Command settle() {
    return Command.of(Duration.ofSeconds(40), "udevadm", "settle", "--timeout=30");
  }
}
