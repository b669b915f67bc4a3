package org.lifeboot.agent.check.filesystem;

import java.util.OptionalLong;

/// How large a file system says it is, read from its superblock. More than what it lies on: the
/// image or partition was cut, or the partition table is wrong.
///
/// Sources: the kernel's Documentation/filesystems (ext4/super.rst), fs/xfs/libxfs/xfs_format.h,
/// include/uapi/linux/btrfs_tree.h, include/linux/f2fs_fs.h; Microsoft's FAT and exFAT
/// specifications; libntfs' layout.h.
final class ClaimedSize {

  private static final long BTRFS_SUPERBLOCK = 64 << 10;

  private ClaimedSize() {}

  /// Empty when the kind is not among those known, or its superblock says nothing sensible.
  static OptionalLong of(String type, Bytes bytes) {
    long size =
        switch (type) {
          case "ext2", "ext3", "ext4" -> ext(bytes);
          case "xfs" -> times(bytes.bigEndian(8, 8), bytes.bigEndian(4, 4));
          case "btrfs" -> btrfs(bytes);
          case "vfat" -> times(fatSectors(bytes), bytes.littleEndian(11, 2));
          case "exfat" -> times(bytes.littleEndian(72, 8), 1L << (bytes.littleEndian(108, 1) & 31));
          case "ntfs" -> times(bytes.littleEndian(40, 8), bytes.littleEndian(11, 2));
          case "f2fs" ->
              times(
                  bytes.littleEndian(1024 + 36, 8), 1L << (bytes.littleEndian(1024 + 16, 4) & 31));
          case "reiserfs" ->
              times(bytes.littleEndian(65_536, 4), bytes.littleEndian(65_536 + 44, 2));
          default -> 0;
        };
    return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
  }

  private static long ext(Bytes bytes) {
    boolean large = (bytes.littleEndian(1024 + 0x60, 4) & 0x80) != 0;
    long high = large ? bytes.littleEndian(1024 + 0x150, 4) : 0;
    long blocks = high << 32 | bytes.littleEndian(1024 + 4, 4);
    return times(blocks, 1024L << (bytes.littleEndian(1024 + 0x18, 4) & 15));
  }

  /// The part that lies on this one device.
  private static long btrfs(Bytes bytes) {
    return bytes.littleEndian(BTRFS_SUPERBLOCK + 0xC9 + 8, 8);
  }

  private static long fatSectors(Bytes bytes) {
    long few = bytes.littleEndian(19, 2);
    return few != 0 ? few : bytes.littleEndian(32, 4);
  }

  private static long times(long count, long size) {
    return count <= 0 || size <= 0 || count > Long.MAX_VALUE / size ? 0 : count * size;
  }
}
