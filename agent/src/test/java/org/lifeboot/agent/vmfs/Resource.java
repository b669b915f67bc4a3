package org.lifeboot.agent.vmfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One of the files in the root folder that hold a datastore's structures: a header, then per
/// cluster of 16 items a bitmap of what is free, then the items.
///
/// @param magic what its clusters begin with
/// @param itemBytes 0 where the items are the volume's own blocks
/// @param firstBlock the file block that it begins in
record Resource(Shape shape, String name, int magic, int clusters, int itemBytes, long firstBlock) {

  static final int BLOCK = 1;
  static final int SUB_BLOCK = 2;
  static final int POINTERS = 3;
  static final int DESCRIPTOR = 4;

  static final int PER_CLUSTER = 16;
  private static final int HEADER_BYTES = 64 << 10;

  int items() {
    return clusters * PER_CLUSTER;
  }

  int areaBytes() {
    return clusters * shape.clusterBytes() + items() * itemBytes;
  }

  int sizeBytes() {
    return HEADER_BYTES + areaBytes();
  }

  int blocks() {
    return (sizeBytes() + Volume.BLOCK_BYTES - 1) / Volume.BLOCK_BYTES;
  }

  /// Where an item is, from the start of the volume's data.
  long itemAt(int number) {
    return firstBlock * Volume.BLOCK_BYTES
        + HEADER_BYTES
        + (long) clusters * shape.clusterBytes()
        + (long) number * itemBytes;
  }

  /// Header and bitmaps, with the first items taken.
  ByteBuffer head(int taken) {
    var head =
        ByteBuffer.allocate(HEADER_BYTES + clusters * shape.clusterBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(PER_CLUSTER).putInt(clusters).putInt(HEADER_BYTES).putInt(itemBytes);
    head.putInt(areaBytes()).putInt(items()).putInt(1);
    for (int cluster = 0; cluster < clusters; cluster++) {
      cluster(head, cluster, Math.clamp(taken - (long) cluster * PER_CLUSTER, 0, PER_CLUSTER));
    }
    return head.rewind();
  }

  /// A set bit is a free item.
  private void cluster(ByteBuffer head, int number, int taken) {
    int at = HEADER_BYTES + number * shape.clusterBytes();
    head.putInt(at, magic).putLong(at + 4, firstBlock * Volume.BLOCK_BYTES + at);
    int told = at + shape.lockBytes();
    head.putInt(told, number).putInt(told + 4, PER_CLUSTER);
    head.putInt(told + 8, PER_CLUSTER - taken).putInt(told + 12, taken % PER_CLUSTER);
    head.putShort(told + 16, (short) (0xffff << taken));
  }
}
