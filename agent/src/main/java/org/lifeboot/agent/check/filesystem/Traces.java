package org.lifeboot.agent.check.filesystem;

import java.util.Optional;
import java.util.stream.LongStream;

/// The copies of a superblock that file systems keep: what was here when its beginning is gone.
final class Traces {

  private static final int EXT_MAGIC = 0xEF53;

  private Traces() {}

  /// The kind of file system, by blkid's name of it.
  static Optional<String> of(Bytes bytes) {
    if (ext(bytes)) {
      return Optional.of("ext4");
    }
    if (xfs(bytes)) {
      return Optional.of("xfs");
    }
    if (bytes.says((64L << 20) + 64, "_BHRfS_M")) {
      return Optional.of("btrfs");
    }
    if (bytes.says(6 * 512 + 82, "FAT32   ")) {
      return Optional.of("vfat");
    }
    if (bytes.says(12 * 512 + 3, "EXFAT   ")) {
      return Optional.of("exfat");
    }
    long lastSector = bytes.sizeBytes() / 512 * 512 - 512;
    return bytes.says(lastSector + 3, "NTFS    ") ? Optional.of("ntfs") : Optional.empty();
  }

  /// The file system that the first sector names, whatever follows it.
  static Optional<String> bootSector(Bytes bytes) {
    if (bytes.says(3, "NTFS    ")) {
      return Optional.of("ntfs");
    }
    if (bytes.says(3, "EXFAT   ")) {
      return Optional.of("exfat");
    }
    return bytes.says(54, "FAT1") || bytes.says(82, "FAT32   ")
        ? Optional.of("vfat")
        : Optional.empty();
  }

  /// Nothing but zeros at the beginning and at 256 places all over.
  static boolean empty(Bytes bytes) {
    long step = Math.max(1, bytes.sizeBytes() / 256);
    return bytes.zeros(0, 1 << 20)
        && LongStream.range(0, 256).allMatch(place -> bytes.zeros(place * step, 4096));
  }

  /// At the beginning of block group 1: 8 blocks' bits worth of blocks from the first one.
  private static boolean ext(Bytes bytes) {
    return extAt(bytes, 8193 * 1024L, 0)
        || extAt(bytes, 16_384 * 2048L, 1)
        || extAt(bytes, 32_768 * 4096L, 2);
  }

  private static boolean extAt(Bytes bytes, long offset, int logBlockSize) {
    return bytes.littleEndian(offset + 0x38, 2) == EXT_MAGIC
        && bytes.littleEndian(offset + 0x18, 4) == logBlockSize
        && bytes.littleEndian(offset + 0x5A, 2) == 1;
  }

  /// mkfs.xfs lays out four allocation groups on anything below 4 TiB.
  private static boolean xfs(Bytes bytes) {
    long block = 4096;
    long quarter = bytes.sizeBytes() / 4 / block;
    return LongStream.rangeClosed(quarter - 2, quarter + 2)
        .filter(at -> at > 0)
        .anyMatch(at -> bytes.says(at * block, "XFSB"));
  }
}
