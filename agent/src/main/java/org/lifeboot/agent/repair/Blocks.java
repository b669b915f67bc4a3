package org.lifeboot.agent.repair;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads and writes places of a device or file. An interruption does not end it: half a write is
/// the last thing that a cancelled repair may leave.
final class Blocks implements AutoCloseable {

  private final RandomAccessFile file;
  private final long sizeBytes;

  Blocks(Path path, boolean writing) throws IOException {
    file = new RandomAccessFile(path.toFile(), writing ? "rw" : "r");
    sizeBytes = sizeBytes(path);
  }

  /// [RandomAccessFile#length] of a block device is 0.
  private static long sizeBytes(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.size();
    }
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /// What stands there; shorter at the end.
  byte[] at(long offset, int most) throws IOException {
    var bytes = new byte[(int) Math.max(0, Math.min(most, sizeBytes - offset))];
    file.seek(offset);
    file.readFully(bytes);
    return bytes;
  }

  byte[] block(long number) throws IOException {
    return at(number * Patient.BLOCK_BYTES, Patient.BLOCK_BYTES);
  }

  void write(long number, byte[] bytes) throws IOException {
    file.seek(number * Patient.BLOCK_BYTES);
    file.write(bytes);
  }

  /// Returns when all that was written lies on the device.
  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
