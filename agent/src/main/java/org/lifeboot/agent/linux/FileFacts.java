package org.lifeboot.agent.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import org.lifeboot.protocol.FileKind;

/// What statx(2) tells of a file.
///
/// @param mode permissions, 12 bits
/// @param allocatedBytes what it takes on the disk: less than `sizeBytes` for a sparse file
/// @param device the file system it lies in
/// @param special which device, of a device node
public record FileFacts(
    FileKind kind,
    int mode,
    Owner owner,
    long sizeBytes,
    long allocatedBytes,
    Instant modified,
    long links,
    long inode,
    Numbers device,
    Numbers special) {

  /// Numbers, not names: those are the rescued system's.
  public record Owner(int user, int group) {}

  /// Major and minor.
  public record Numbers(int major, int minor) {}

  private static final int PERMISSIONS = 0xFFF;
  private static final long BLOCK_BYTES = 512;

  /// Reads `struct statx` (linux/stat.h).
  static FileFacts of(MemorySegment statx) {
    int mode = Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, 28));
    return new FileFacts(
        kind(mode >> 12),
        mode & PERMISSIONS,
        new Owner(number(statx, 20), number(statx, 24)),
        large(statx, 40),
        large(statx, 48) * BLOCK_BYTES,
        time(large(statx, 112), number(statx, 120)),
        Integer.toUnsignedLong(number(statx, 16)),
        large(statx, 32),
        new Numbers(number(statx, 136), number(statx, 140)),
        new Numbers(number(statx, 128), number(statx, 132)));
  }

  /// From a mode's upper four bits, which `d_type` of getdents64(2) is too; 0 for what a file
  /// system does not tell.
  static FileKind kind(int type) {
    return switch (type & 0xF) {
      case 1 -> FileKind.FIFO;
      case 2 -> FileKind.CHARACTER_DEVICE;
      case 4 -> FileKind.FOLDER;
      case 6 -> FileKind.BLOCK_DEVICE;
      case 8 -> FileKind.FILE;
      case 10 -> FileKind.LINK;
      case 12 -> FileKind.SOCKET;
      default -> FileKind.UNKNOWN;
    };
  }

  /// A damaged file system may tell any number.
  private static Instant time(long seconds, int nanos) {
    long sane = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    return Instant.ofEpochSecond(sane, Math.clamp(nanos, 0, 999_999_999));
  }

  private static int number(MemorySegment from, long offset) {
    return from.get(ValueLayout.JAVA_INT, offset);
  }

  private static long large(MemorySegment from, long offset) {
    return from.get(ValueLayout.JAVA_LONG, offset);
  }
}
