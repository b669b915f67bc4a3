package org.lifeboot.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The master's end of a new terminal (pty(7)). It is this one descriptor: `/dev/ptmx` opened again
/// is another terminal. Thread-safe: one may read and another write while a third closes it.
public final class PseudoTerminal implements AutoCloseable {

  /// fcntl.h, the same on x86-64 and arm64.
  private static final int READ_AND_WRITE = 2;

  private static final int NOT_OURS = 0x100;

  /// asm-generic/ioctls.h: its number, the lock of its other end, its size.
  private static final long TIOCGPTN = 0x80045430L;

  private static final long TIOCSPTLCK = 0x40045431L;
  private static final long TIOCSWINSZ = 0x5414L;

  /// errno.h: interrupted; not now; the other end has gone.
  private static final int EINTR = -4;

  private static final int EAGAIN = -11;
  private static final int EIO = -5;

  /// How soon a closing is noticed.
  private static final int LOOK_MILLIS = 200;

  private final int master;
  private final Path path;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private PseudoTerminal(int master, Path path) {
    this.master = master;
    this.path = path;
  }

  /// Makes one.
  public static PseudoTerminal open() throws IOException {
    int flags = READ_AND_WRITE | NOT_OURS | FileCalls.NO_WAIT | FileCalls.CLOSE_ON_EXEC;
    int master = done(FileCalls.open("/dev/ptmx", flags), "opening /dev/ptmx");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      int _ = done(FileCalls.ioctl(master, TIOCSPTLCK, value), "unlocking a terminal");
      int _ = done(FileCalls.ioctl(master, TIOCGPTN, value), "asking for a terminal's number");
      int number = value.get(ValueLayout.JAVA_INT, 0);
      return new PseudoTerminal(master, Path.of("/dev/pts", String.valueOf(number)));
    } catch (IOException e) {
      FileCalls.close(master);
      throw e;
    }
  }

  private static int done(int answer, String what) throws IOException {
    if (answer < 0) {
      throw new IOException(what + ": " + FileCalls.words(-answer));
    }
    return answer;
  }

  /// The end for the program that runs in it.
  public Path path() {
    return path;
  }

  /// Tells the programs in it its size, by SIGWINCH.
  public void resize(int columns, int rows) throws IOException {
    inUse.readLock().lock();
    try (Arena arena = Arena.ofConfined()) {
      refuseClosed();
      MemorySegment size = arena.allocate(8, 2); // struct winsize
      size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
      size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
      int _ = done(FileCalls.ioctl(master, TIOCSWINSZ, size), "resizing a terminal");
    } finally {
      inUse.readLock().unlock();
    }
  }

  /// What is shown on it, as soon as there is something.
  ///
  /// @return how many bytes; 0 when nothing came for a while; -1 when no program has it open any
  ///   more
  public int read(byte[] into) throws IOException {
    inUse.readLock().lock();
    try {
      refuseClosed();
      int count = 0;
      if (PtyCalls.poll(master, PtyCalls.MAY_READ, LOOK_MILLIS) > 0) {
        count = PtyCalls.read(master, into, 0, into.length);
      }
      return switch (count) {
        case EIO -> -1;
        case EAGAIN, EINTR -> 0;
        default -> done(count, "reading a terminal");
      };
    } finally {
      inUse.readLock().unlock();
    }
  }

  /// Types. Waits while the program in it does not read.
  public void write(byte[] from, int offset, int length) throws IOException {
    for (int typed = 0; typed < length; ) {
      typed += writeSome(from, offset + typed, length - typed);
    }
  }

  private int writeSome(byte[] from, int offset, int length) throws IOException {
    inUse.readLock().lock();
    try {
      refuseClosed();
      if (PtyCalls.poll(master, PtyCalls.MAY_WRITE, LOOK_MILLIS) == 0) {
        return 0;
      }
      int count = PtyCalls.write(master, from, offset, length);
      return count == EAGAIN || count == EINTR ? 0 : done(count, "typing in a terminal");
    } finally {
      inUse.readLock().unlock();
    }
  }

  private void refuseClosed() throws IOException {
    if (closed) {
      throw new IOException("the terminal is closed");
    }
  }

  /// Hangs up: the kernel sends SIGHUP to the programs in it.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    inUse.writeLock().lock();
    try {
      FileCalls.close(master);
    } finally {
      inUse.writeLock().unlock();
    }
  }
}
