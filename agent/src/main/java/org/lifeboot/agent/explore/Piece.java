package org.lifeboot.agent.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Piped;
import org.lifeboot.protocol.FilePath;

/// One file of a text, unpacked where it is packed. Memory stays bounded, whatever it unpacks to.
sealed interface Piece extends AutoCloseable {

  /// Some bytes.
  ///
  /// @param end whether nothing lies behind them
  /// @param word why they end early: a damaged file, patience; may be empty
  @SuppressWarnings("ArrayRecordComponent") // handed over, and not kept
  record Window(long offset, byte[] bytes, boolean end, String word) {
    long after() {
      return offset + bytes.length;
    }
  }

  /// What begins at an offset.
  Window at(long offset, int length) throws IOException;

  /// The last bytes.
  Window tail(int length) throws IOException;

  /// -1 when it is not known before it was unpacked.
  long sizeBytes();

  @Override
  void close();

  static Piece open(RootFolder root, FilePath path) throws IOException {
    OpenFile file = root.openFile(path.bytes());
    try {
      Optional<Unpacker> unpacker = Unpacker.of(file);
      return unpacker.isPresent() ? new Packed(file, unpacker.get()) : new Plain(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// As it lies there.
  record Plain(OpenFile file) implements Piece {
    @Override
    public Window at(long offset, int length) throws IOException {
      Wanted.require();
      var bytes = new byte[length];
      int count = file.read(offset, bytes, length);
      return new Window(offset, Arrays.copyOf(bytes, count), count < length, "");
    }

    @Override
    public Window tail(int length) throws IOException {
      return at(Math.max(0, sizeBytes() - length), length);
    }

    @Override
    public long sizeBytes() {
      return file.facts().sizeBytes();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /// Unpacked from its beginning each time.
  record Packed(OpenFile file, Unpacker unpacker) implements Piece {

    private static final int CHUNK_BYTES = 64 << 10;

    @Override
    public Window at(long offset, int length) throws IOException {
      try (Piped tool = unpacker.start(file.path())) {
        InputStream out = tool.out();
        long skipped = skip(out, offset);
        byte[] bytes = skipped < offset ? new byte[0] : out.readNBytes(length);
        boolean end = bytes.length < length;
        return new Window(skipped, bytes, end, end ? trouble(tool) : "");
      }
    }

    private static long skip(InputStream out, long offset) throws IOException {
      var chunk = new byte[CHUNK_BYTES];
      long done = 0;
      while (done < offset) {
        Wanted.require();
        int count = out.read(chunk, 0, (int) Math.min(chunk.length, offset - done));
        if (count < 0) {
          return done;
        }
        done += count;
      }
      return done;
    }

    @Override
    public Window tail(int length) throws IOException {
      try (Piped tool = unpacker.start(file.path())) {
        var ring = new byte[length];
        var chunk = new byte[CHUNK_BYTES];
        long total = 0;
        for (int count = tool.out().read(chunk); count >= 0; count = tool.out().read(chunk)) {
          Wanted.require();
          for (int i = 0; i < count; i++) {
            ring[(int) (total++ % length)] = chunk[i];
          }
        }
        return new Window(Math.max(0, total - length), unrolled(ring, total), true, trouble(tool));
      }
    }

    private static byte[] unrolled(byte[] ring, long total) {
      int kept = (int) Math.min(total, ring.length);
      var bytes = new byte[kept];
      for (int i = 0; i < kept; i++) {
        bytes[i] = ring[(int) ((total - kept + i) % ring.length)];
      }
      return bytes;
    }

    static String trouble(Piped tool) throws IOException {
      try {
        Outcome end = tool.end();
        if (end instanceof Outcome.Exited(int code, _, _) && code == 137) {
          return "It takes too long to unpack this file: what lies behind this is not shown.";
        }
        return end.problem("The packed file is damaged or cut off here").orElse("");
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("nobody waits for it any more");
      }
    }

    @Override
    public long sizeBytes() {
      return -1;
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
