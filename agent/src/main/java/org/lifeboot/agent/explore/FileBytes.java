package org.lifeboot.agent.explore;

import java.io.IOException;
import java.util.Arrays;
import org.lifeboot.agent.linux.OpenFile;

/// A file's bytes for an archive, which was told their number already: what cannot be read is
/// zeros, and said.
final class FileBytes {

  static final int CHUNK_BYTES = 256 << 10;

  /// After this many places that cannot be read the rest is not tried: each may take a failing
  /// drive a minute.
  private static final int MOST_TROUBLES = 16;

  private static final int SMALLEST = 4 << 10;

  private final byte[] chunk = new byte[CHUNK_BYTES];

  /// Takes bytes.
  @FunctionalInterface
  interface Taker {
    void take(byte[] bytes, int length) throws IOException;
  }

  /// Hands out exactly the bytes from `from` to `to`.
  void copy(OpenFile file, long from, long to, Taker taker, Archive.Trouble trouble)
      throws IOException {
    int troubles = 0;
    for (long at = from; at < to; ) {
      Wanted.require();
      int length = (int) Math.min(chunk.length, to - at);
      int wanted = troubles == 0 ? length : Math.min(length, SMALLEST);
      int count = troubles < MOST_TROUBLES ? read(file, at, wanted) : -1;
      if (count < 0 && wanted > SMALLEST) {
        troubles++; // once more, in small steps
        continue;
      }
      if (count < wanted) {
        troubles++;
        trouble.reading(words(at, count, wanted, troubles));
        Arrays.fill(chunk, Math.max(0, count), wanted, (byte) 0);
      }
      taker.take(chunk, wanted);
      at += wanted;
    }
  }

  private static String words(long at, int count, int wanted, int troubles) {
    return troubles > MOST_TROUBLES
        ? ""
        : "bytes %d to %d could not be read and are zeros here"
            .formatted(at + Math.max(0, count), at + wanted - 1);
  }

  private int read(OpenFile file, long at, int length) {
    try {
      return file.read(at, chunk, length);
    } catch (IOException _) {
      return -1;
    }
  }
}
