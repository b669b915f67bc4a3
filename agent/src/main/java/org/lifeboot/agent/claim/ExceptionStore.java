package org.lifeboot.agent.claim;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads which chunks a persistent snapshot holds: those that were written.
///
/// The format (the kernel's drivers/md/dm-snap-persistent.c), all numbers little-endian: chunk 0 is
/// a header of four 32-bit numbers: magic, valid, version, sectors in a chunk. Then areas: a chunk
/// of pairs of 64-bit numbers (chunk of the origin, chunk of the store), followed by as many chunks
/// of data as it has pairs. A pair whose second number is 0 ends the list.
final class ExceptionStore {

  static final int CHUNK_BYTES = 4096;

  private static final int MAGIC = 0x70416e53;
  private static final int VERSION = 1;
  private static final int PAIRS = CHUNK_BYTES / 16;

  private ExceptionStore() {}

  /// The origin's chunks, in the order in which they were first written.
  ///
  /// @throws IOException when the store cannot be read, or is no valid one
  static List<Long> changed(Path store) throws IOException {
    try (var file = new RandomAccessFile(store.toFile(), "r")) {
      ByteBuffer header = chunk(file, 0);
      if (header.getInt(0) != MAGIC
          || header.getInt(4) == 0
          || header.getInt(8) != VERSION
          || header.getInt(12) * 512 != CHUNK_BYTES) {
        throw new IOException("the snapshot's store is not a valid one");
      }
      var chunks = new ArrayList<Long>();
      long area = 0;
      while (read(chunk(file, 1 + (PAIRS + 1) * area), chunks)) {
        area++;
      }
      return List.copyOf(chunks);
    }
  }

  /// @return whether the area is full: another one follows
  private static boolean read(ByteBuffer area, List<Long> into) {
    for (int at = 0; at < CHUNK_BYTES; at += 16) {
      if (area.getLong(at + 8) == 0) {
        return false;
      }
      into.add(area.getLong(at));
    }
    return true;
  }

  private static ByteBuffer chunk(RandomAccessFile file, long number) throws IOException {
    var bytes = new byte[CHUNK_BYTES];
    file.seek(number * CHUNK_BYTES);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
