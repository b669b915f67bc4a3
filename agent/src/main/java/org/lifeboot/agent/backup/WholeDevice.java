package org.lifeboot.agent.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.DirectFile;

/// Every byte of a device from the first to the last, zeros in place of each sector that cannot be
/// read. For one thread at a time.
final class WholeDevice {

  private static final int PIECE_BYTES = 1 << 20;

  /// EIO, and those of a target that has given up on a sector (errno(3)).
  private static final List<Integer> OF_THE_MEDIUM = List.of(-5, -61, -84, -121);

  private final DirectFile file;
  private final CheckWatch watch;
  private final List<Lost> lost = new ArrayList<>();

  WholeDevice(DirectFile file, CheckWatch watch) {
    this.file = file;
    this.watch = watch;
  }

  /// What could not be read; neighbours are one.
  synchronized List<Lost> lost() {
    return List.copyOf(lost);
  }

  /// Writes all of it.
  ///
  /// @throws IOException when the device is gone, or nobody takes the bytes
  void writeTo(OutputStream out) throws IOException {
    try (var reader = file.reader(PIECE_BYTES)) {
      for (long at = 0; at < file.sizeBytes(); at += PIECE_BYTES) {
        int wanted = (int) Math.min(PIECE_BYTES, file.sizeBytes() - at);
        out.write(piece(reader, at, wanted), 0, wanted);
        watch.progress((double) at / file.sizeBytes(), Optional.<Duration>empty());
      }
    }
  }

  private byte[] piece(DirectFile.Reader reader, long from, int wanted) throws IOException {
    var piece = new byte[wanted];
    if (read(reader, from, wanted, piece, 0)) {
      return piece;
    }
    int sector = file.sectorBytes();
    for (int at = 0; at < wanted; at += sector) {
      int length = Math.min(sector, wanted - at);
      if (!read(reader, from + at, length, piece, at)) {
        lose(from + at, length);
      }
    }
    return piece;
  }

  /// Reads whole sectors; the end of a file may lie within one.
  ///
  /// @return false where the medium does not give them
  private boolean read(DirectFile.Reader reader, long from, int wanted, byte[] into, int at)
      throws IOException {
    int sector = file.sectorBytes();
    int count = reader.read(from, (wanted + sector - 1) / sector * sector);
    if (OF_THE_MEDIUM.contains(count)) {
      return false;
    }
    if (count < 0) {
      throw new IOException("reading at byte " + from + ": " + DirectFile.words(count));
    }
    if (count < wanted) {
      return false; // a read that stops in front of a bad sector
    }
    reader.copyTo(into, at, wanted);
    return true;
  }

  private synchronized void lose(long from, int length) {
    if (!lost.isEmpty()) {
      Lost last = lost.getLast();
      if (last.fromBytes() + last.lengthBytes() == from) {
        lost.set(lost.size() - 1, new Lost(last.fromBytes(), last.lengthBytes() + length));
        return;
      }
    }
    lost.add(new Lost(from, length));
  }
}
