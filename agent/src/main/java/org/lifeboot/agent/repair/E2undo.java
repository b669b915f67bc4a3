package org.lifeboot.agent.repair;

import java.nio.file.Path;
import java.time.Duration;
import org.lifeboot.agent.tool.Command;

/// e2undo(8) of e2fsprogs. It goes back only where the superblock is the one that the undo file
/// remembers: a file system that was mounted since is refused.
final class E2undo {

  /// The first bytes of an undo file (e2fsprogs, lib/ext2fs/undo_io.c).
  static final String MAGIC = "E2UNDO02";

  private static final Duration LIMIT = Duration.ofHours(1);

  private E2undo() {}

  /// Reads all of it, its checksums included, and writes nothing.
  static Command rehearsal(Path undoFile, Path device) {
    return Command.of(LIMIT, "e2undo", "-n", undoFile.toString(), device.toString());
  }

  static Command command(Path undoFile, Path device) {
    return Command.of(LIMIT, "e2undo", undoFile.toString(), device.toString());
  }
}
