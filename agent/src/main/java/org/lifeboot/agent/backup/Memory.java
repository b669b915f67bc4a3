package org.lifeboot.agent.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Folders that are gone at the next reboot.
final class Memory {

  private static final Set<String> KINDS =
      Set.of("tmpfs", "ramfs", "overlay", "rootfs", "devtmpfs");

  private Memory() {}

  static boolean holds(Path folder) throws IOException {
    return KINDS.contains(Files.getFileStore(folder).type());
  }
}
