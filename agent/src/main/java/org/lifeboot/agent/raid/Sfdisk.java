package org.lifeboot.agent.raid;

import java.time.Duration;
import org.lifeboot.agent.tool.Command;

/// sfdisk(8) of util-linux: partition tables as text.
final class Sfdisk {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Sfdisk() {}

  static Command dump(String disk) {
    return Command.of(LIMIT, "sfdisk", "--dump", disk);
  }

  /// Writes a table on a disk that nobody has open, and takes away the remains of file systems
  /// where partitions will be.
  static Command write(String disk, String script) {
    return Command.of(
            LIMIT, "sfdisk", "--lock=yes", "--wipe=always", "--wipe-partitions=always", disk)
        .withInput(script);
  }
}
