package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Reads single places of a device or image. What cannot be read, or lies behind the end, is zeros.
final class Bytes implements AutoCloseable {

  private final FileChannel channel;
  private final long sizeBytes;

  Bytes(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    sizeBytes = channel.size();
  }

  long sizeBytes() {
    return sizeBytes;
  }

  byte[] at(long offset, int count) {
    var bytes = ByteBuffer.allocate(count);
    try {
      while (offset >= 0
          && bytes.hasRemaining()
          && channel.read(bytes, offset + bytes.position()) > 0) {
        // until all is there, or the end
      }
    } catch (IOException _) {
      // it cannot be read: zeros, as said
    }
    return bytes.array();
  }

  long littleEndian(long offset, int count) {
    return number(offset, count, ByteOrder.LITTLE_ENDIAN);
  }

  long bigEndian(long offset, int count) {
    return number(offset, count, ByteOrder.BIG_ENDIAN);
  }

  private long number(long offset, int count, ByteOrder order) {
    byte[] bytes = at(offset, count);
    long number = 0;
    for (int i = 0; i < count; i++) {
      int from = order == ByteOrder.BIG_ENDIAN ? i : count - 1 - i;
      number = number << 8 | (bytes[from] & 0xff);
    }
    return number;
  }

  boolean says(long offset, String magic) {
    return Arrays.equals(at(offset, magic.length()), magic.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Whether all that is there, from an offset on, is zero.
  boolean zeros(long offset, int count) {
    for (byte each : at(offset, count)) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
