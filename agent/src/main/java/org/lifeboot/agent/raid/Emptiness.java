package org.lifeboot.agent.raid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/// Whether a device is blank, as far as a look at some of it can tell. Reads only.
final class Emptiness {

  private static final int PIECES = 128;
  private static final int PIECE_BYTES = 64 << 10;

  private Emptiness() {}

  /// How many of so many pieces, spread over all of it, hold something.
  ///
  /// @throws IOException when it cannot be read
  static int written(String device) throws IOException {
    var piece = new byte[PIECE_BYTES];
    var nothing = new byte[PIECE_BYTES];
    int written = 0;
    try (var file = new RandomAccessFile(device, "r")) {
      long last = Math.max(0, file.length() - PIECE_BYTES);
      for (int number = 0; number < PIECES; number++) {
        file.seek(last / PIECES * number / 4096 * 4096);
        int read = file.read(piece);
        written += read > 0 && !Arrays.equals(piece, 0, read, nothing, 0, read) ? 1 : 0;
      }
    }
    return written;
  }

  /// For people; empty when nothing was seen.
  static String words(int written) {
    return written == 0
        ? ""
        : "it carries nothing that is known, but %d of %d places looked at are not blank: what is there is lost"
            .formatted(written, PIECES);
  }
}
