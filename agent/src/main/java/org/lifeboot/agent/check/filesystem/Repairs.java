package org.lifeboot.agent.check.filesystem;

import java.util.Optional;

/// The repairs there are.
final class Repairs {

  private Repairs() {}

  /// The repair of a kind of file system, by blkid's name of it.
  static Optional<Repair> of(String type) {
    return switch (type) {
      case "ext2", "ext3", "ext4" -> Optional.of(new E2fsck());
      case "xfs" -> Optional.of(new XfsRepair());
      case "btrfs" -> Optional.of(new BtrfsCheck());
      case "vfat" -> Optional.of(new FsckFat());
      case "exfat" -> Optional.of(new FsckExfat());
      case "ntfs" -> Optional.of(new Ntfs());
      case "f2fs" -> Optional.of(new FsckF2fs());
      case "jfs" -> Optional.of(new FsckJfs());
      case "reiserfs" -> Optional.of(new Reiserfsck());
      default -> Optional.empty();
    };
  }
}
