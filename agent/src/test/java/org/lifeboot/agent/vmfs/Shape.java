package org.lifeboot.agent.vmfs;

/// In which numbers VMFS 5 and VMFS 6 differ, as vmfs-fuse and vmfs6-fuse read them: the places and
/// sizes are those of vmfs-tools 0.2.5 and vmfs6-tools 0.2.1 (libvmfs: vmfs_volume.h, vmfs_fs.h,
/// vmfs_metadata.h, vmfs_bitmap.h, vmfs_inode.h, vmfs_block.h, vmfs_dirent.h), and of dissect.vmfs
/// where those say "unknown". All sizes in bytes, all numbers little-endian.
///
/// @param version of the volume's header
/// @param format of the file system's header
/// @param minor beside it
/// @param volumeAt what the logical volume says of itself, behind the volume's header
/// @param descriptorsAt where the first block of file descriptors is, behind the heartbeats
/// @param lockBytes what each metadata block begins with
/// @param clusterBytes one entry of a resource file's bitmap
/// @param descriptorBytes one file descriptor
/// @param addressesAt where its blocks' addresses are, in the descriptor
/// @param insideAt where a small file's content is, in the descriptor
/// @param addressBytes one address
/// @param subBlockBytes a piece of a file block, for small files and folders
record Shape(
    int version,
    int format,
    int minor,
    int volumeAt,
    long descriptorsAt,
    int lockBytes,
    int clusterBytes,
    int descriptorBytes,
    int addressesAt,
    int insideAt,
    int addressBytes,
    int subBlockBytes) {

  static final Shape FIVE =
      new Shape(5, 14, 81, 0x200, 0x400000, 0x200, 0x400, 0x800, 0x400, 0x400, 4, 8 << 10);
  static final Shape SIX =
      new Shape(6, 24, 82, 0x1000, 0x700000, 0x1000, 0x2000, 0x2000, 0x1600, 0x1200, 8, 64 << 10);

  boolean six() {
    return version == SIX.version;
  }

  /// The address of a file block, 1 MiB of the volume.
  long block(long number) {
    return six()
        ? ((number & 0x1ff) << 51) | ((number >> 9) << 15) | Resource.BLOCK
        : (number << 6) | Resource.BLOCK;
  }

  /// The address of a sub-block.
  long subBlock(long cluster, long item) {
    return six()
        ? ((item & 0xff) << 56) | ((item >> 8) << 14) | (cluster << 6) | Resource.SUB_BLOCK
        : ((item & 0xf) << 28) | (cluster << 6) | ((item >> 4) << 3) | Resource.SUB_BLOCK;
  }

  /// The address of a block of addresses; VMFS 6 keeps them among the sub-blocks.
  long pointers(long cluster, long item) {
    return six()
        ? (subBlock(cluster, item) & ~7L) | Resource.POINTERS
        : ((item & 0xf) << 28) | (cluster << 6) | Resource.POINTERS;
  }

  int pointersBytes() {
    return six() ? subBlockBytes : 4 << 10;
  }

  /// The address of a file descriptor.
  static int descriptor(int number) {
    return ((number % Resource.PER_CLUSTER) << 22)
        | ((number / Resource.PER_CLUSTER) << 6)
        | Resource.DESCRIPTOR;
  }
}
