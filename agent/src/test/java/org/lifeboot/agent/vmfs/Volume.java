package org.lifeboot.agent.vmfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The image of a datastore's only extent: the headers of the volume and of the file system, and
/// its data, of which each place counts from 17 MiB on.
///
/// @param uuid of the logical volume
record Volume(FileChannel image, Shape shape, UUID uuid) {

  static final int BLOCK_BYTES = 1 << 20;

  /// The header, and 16 MiB behind it the data.
  static final long HEADER_AT = 0x100000;

  static final long DATA_AT = HEADER_AT + 0x1000000;
  static final long SYSTEM_AT = 0x200000;
  private static final long HEARTBEATS_AT = 0x300000;
  private static final int HEARTBEAT_FREE = 0xabcdef01;

  /// What extents are made of.
  private static final long SEGMENT_BYTES = 256L << 20;

  void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      image.write(bytes, DATA_AT + at + bytes.position());
    }
  }

  static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer put(ByteBuffer bytes, int at, UUID uuid) {
    return bytes
        .putLong(at, Long.reverseBytes(uuid.getMostSignificantBits()))
        .putLong(at + 8, Long.reverseBytes(uuid.getLeastSignificantBits()));
  }

  void header() throws IOException {
    ByteBuffer header = bytes(2 * 4096);
    header.putInt(0, 0xc001d00d).putInt(4, shape.version());
    header.put(18, "LIFEBOOT LAB".getBytes(StandardCharsets.US_ASCII));
    header.putLong(0x5e, image.size()).putInt(0x66, 1).putInt(0x6a, 1).putLong(0x7a, 0x1000000);
    put(header, 0x82, new UUID(uuid.getMostSignificantBits(), 7));
    int at = shape.volumeAt();
    header.putLong(at, SEGMENT_BYTES).putLong(at + 8, 2);
    header.put(at + 0x14, uuid.toString().getBytes(StandardCharsets.US_ASCII));
    put(header, at + 0x54, uuid).putInt(at + 0x64, 1);
    header.putInt(at + 0x74, 1).putInt(at + 0x90, 1); // one segment, one extent; both number 0
    image.write(header, HEADER_AT);
  }

  void system(byte[] label) throws IOException {
    ByteBuffer system = bytes(512);
    system.putInt(0, 0x2fabf15e).putInt(4, shape.format()).put(8, (byte) shape.minor());
    put(system, 9, new UUID(uuid.getMostSignificantBits(), 9)).putInt(0x19, 2).put(0x1d, label);
    system.putInt(0x9d, 512).putLong(0xa1, BLOCK_BYTES).putInt(0xa9, 1_700_000_000);
    put(system, 0xb1, uuid);
    system.putInt(0xd1, 64 << 10).putInt(0xd5, 1).putInt(0xd9, shape.subBlockBytes());
    write(system, SYSTEM_AT);
    heartbeats();
  }

  /// Of no host.
  private void heartbeats() throws IOException {
    int each = shape.lockBytes();
    ByteBuffer all = bytes((int) (shape.descriptorsAt() - HEARTBEATS_AT));
    for (int at = 0; at < all.capacity(); at += each) {
      all.putInt(at, HEARTBEAT_FREE).putLong(at + 4, HEARTBEATS_AT + at);
    }
    write(all, HEARTBEATS_AT);
  }
}
