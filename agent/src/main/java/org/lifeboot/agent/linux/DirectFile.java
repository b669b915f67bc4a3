package org.lifeboot.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// A block device or file, opened to be read past the page cache (open(2), `O_DIRECT`), so that
/// what is read comes from the medium. Where that is refused it is read through the cache, which is
/// told to forget. Thread-safe, with one [Reader] for each thread.
public final class DirectFile implements AutoCloseable {

  /// Buffers begin on these: enough for every drive.
  private static final int ALIGNMENT_BYTES = 4_096;

  private static final int SMALLEST_SECTOR_BYTES = 512;

  private final int file;
  private final boolean direct;
  private final boolean device;
  private final long sizeBytes;
  private final int sectorBytes;
  private volatile boolean closed;

  private DirectFile(int file, boolean direct, Path path, boolean device) throws IOException {
    this.file = file;
    this.direct = direct;
    this.device = device;
    this.sizeBytes = device ? ask(FileCalls.BLKGETSIZE64) : Files.size(path);
    this.sectorBytes = device ? Math.toIntExact(ask(FileCalls.BLKSSZGET)) : smallestOfFile();
  }

  /// Opens to read; writes nothing, also not when last used.
  ///
  /// @throws IOException in one sentence for a person
  public static DirectFile open(Path path) throws IOException {
    boolean device = isDevice(path);
    if (!device && !Files.isRegularFile(path)) {
      throw new IOException(path + " is neither a block device nor a file");
    }
    int flags = FileCalls.NO_WAIT | FileCalls.CLOSE_ON_EXEC;
    int file = FileCalls.open(path.toString(), flags | FileCalls.DIRECT);
    boolean direct = file >= 0 && answersDirectly(file);
    if (!direct) {
      closeIfOpen(file);
      file = FileCalls.open(path.toString(), flags);
    }
    if (file < 0) {
      throw new IOException("opening " + path + ": " + words(file));
    }
    return opened(file, direct, path, device);
  }

  /// Whether there is a block device (inode(7), `S_IFBLK`).
  public static boolean isDevice(Path path) throws IOException {
    return ((Integer) Files.getAttribute(path, "unix:mode") & 0xF000) == 0x6000;
  }

  private static DirectFile opened(int file, boolean direct, Path path, boolean device)
      throws IOException {
    try {
      return new DirectFile(file, direct, path, device);
    } catch (IOException | RuntimeException e) {
      FileCalls.close(file);
      throw e;
    }
  }

  private static void closeIfOpen(int file) {
    if (file >= 0) {
      FileCalls.close(file);
    }
  }

  /// Some file systems take the flag and refuse the reading.
  private static boolean answersDirectly(int file) {
    return tryToRead(file, ALIGNMENT_BYTES) != -22; // EINVAL
  }

  private static int tryToRead(int file, int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(bytes, ALIGNMENT_BYTES);
      return FileCalls.pread(FileCalls.newState(arena), file, buffer, 0);
    }
  }

  private int smallestOfFile() {
    boolean fine = direct && tryToRead(file, SMALLEST_SECTOR_BYTES) != -22;
    return fine ? SMALLEST_SECTOR_BYTES : ALIGNMENT_BYTES;
  }

  private long ask(long request) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_LONG);
      int answer = FileCalls.ioctl(file, request, value);
      if (answer < 0) {
        throw new IOException("asking the device for its size: " + words(answer));
      }
      return request == FileCalls.BLKSSZGET
          ? value.get(ValueLayout.JAVA_INT, 0)
          : value.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  /// The smallest piece that can be read by itself: a device's logical sector.
  public int sectorBytes() {
    return sectorBytes;
  }

  /// Whether reading passes by the page cache.
  public boolean direct() {
    return direct;
  }

  /// Whether it is a block device; else a file.
  public boolean device() {
    return device;
  }

  /// A reader for one thread.
  ///
  /// @param mostBytes the largest request
  public Reader reader(int mostBytes) {
    return new Reader(mostBytes);
  }

  /// What an answer below 0 means, in the C library's words.
  public static String words(int answer) {
    return FileCalls.words(-answer);
  }

  /// What is being read now comes to its end; nothing is read after it.
  @Override
  public void close() {
    closed = true;
    FileCalls.close(file);
  }

  /// Reads into a buffer of its own; made, used and closed by one thread.
  public final class Reader implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer;
    private final MemorySegment state;

    private Reader(int mostBytes) {
      buffer = arena.allocate(mostBytes, ALIGNMENT_BYTES);
      state = FileCalls.newState(arena);
    }

    /// Reads.
    ///
    /// @param offset a multiple of [#sectorBytes]; so is `length`
    /// @return how many bytes were read (0: there is no more), or the negated error number
    public int read(long offset, int length) {
      if (closed) {
        return -9; // EBADF
      }
      int count = FileCalls.pread(state, file, buffer.asSlice(0, length), offset);
      if (!direct) {
        FileCalls.forget(file, offset, length);
      }
      return count;
    }

    /// Gives what was read last.
    ///
    /// @param length at most as many bytes as were read
    public void copyTo(byte[] into, int at, int length) {
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, at, length);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
