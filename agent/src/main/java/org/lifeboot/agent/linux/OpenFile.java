package org.lifeboot.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A regular file that is open to be read. Read and closed by one thread.
public final class OpenFile implements AutoCloseable {

  private static final int ENXIO = 6;

  private static final int BUFFER_BYTES = 256 << 10;

  private final int file;
  private final FileFacts facts;
  private @Nullable Buffer buffer;
  private boolean closed;

  /// Made by the thread that reads, and closed by it.
  private static final class Buffer {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes;
    private final MemorySegment state = FileCalls.newState(arena);

    Buffer(long size) {
      bytes = arena.allocate(size);
    }
  }

  OpenFile(int file, FileFacts facts) {
    this.file = file;
    this.facts = facts;
  }

  public FileFacts facts() {
    return facts;
  }

  /// Its extended attributes.
  public Attributes attributes() throws IOException {
    return Attributes.of(open());
  }

  /// Where another program finds it: the file itself, whatever its name.
  public Path path() {
    return Path.of("/proc", String.valueOf(ProcessHandle.current().pid()), "fd", "" + file);
  }

  /// Reads as much as there is, up to `length`.
  ///
  /// @return how many bytes; less than `length` at the end of the file only
  /// @throws FileTrouble when the drive or the file system cannot
  public int read(long offset, byte[] into, int length) throws IOException {
    Buffer own = buffer();
    int done = 0;
    while (done < length) {
      int wanted = (int) Math.min(length - done, own.bytes.byteSize());
      int count = FileCalls.pread(own.state, open(), own.bytes.asSlice(0, wanted), offset + done);
      if (count < 0) {
        throw new FileTrouble("reading at byte " + (offset + done), -count);
      }
      if (count == 0) {
        return done;
      }
      MemorySegment.copy(own.bytes, ValueLayout.JAVA_BYTE, 0, into, done, count);
      done += count;
    }
    return done;
  }

  private Buffer buffer() {
    Buffer known = buffer;
    if (known == null) {
      known = new Buffer(Math.clamp(facts.sizeBytes() + 1, 4 << 10, BUFFER_BYTES));
      buffer = known;
    }
    return known;
  }

  /// Where data begins at or after a place; the file's size when there are only holes from there.
  public long nextData(long from) throws IOException {
    long place = TreeCalls.lseek(open(), from, TreeCalls.SEEK_DATA);
    return place == -ENXIO ? facts.sizeBytes() : found(place);
  }

  /// Where a hole begins at or after a place; the end of the file is one.
  public long nextHole(long from) throws IOException {
    long place = TreeCalls.lseek(open(), from, TreeCalls.SEEK_HOLE);
    return place == -ENXIO ? facts.sizeBytes() : found(place);
  }

  private static long found(long place) throws FileTrouble {
    if (place < 0) {
      throw new FileTrouble("looking for holes", (int) -place);
    }
    return place;
  }

  private int open() throws IOException {
    if (closed) {
      throw new IOException("the file is closed");
    }
    return file;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      FileCalls.close(file);
      if (buffer != null) {
        buffer.arena.close();
      }
    }
  }
}
