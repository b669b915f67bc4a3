package org.lifeboot.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// open(2), pread(2), ioctl(2), posix_fadvise(2) and close(2). Each answers as the system call
/// does, with the error number, negated, in place of -1. Thread-safe.
@SuppressWarnings("restricted") // started with --enable-native-access
final class FileCalls {

  /// fcntl.h. That they are the same on x86-64 and on arm64 is true of all but `DIRECT`.
  static final int NO_WAIT = 0x800;

  static final int CLOSE_ON_EXEC = 0x80000;
  static final int DIRECT = System.getProperty("os.arch").equals("aarch64") ? 0x10000 : 0x4000;

  /// linux/fs.h: the size in bytes of a block device, as 64 bits.
  static final long BLKGETSIZE64 = 0x80081272L;

  /// linux/fs.h: the logical sector's size in bytes, as an int.
  static final long BLKSSZGET = 0x1268L;

  private static final int DONT_NEED = 4;
  private static final String ERROR = "errno";
  private static final Linker LINKER = Linker.nativeLinker();
  static final Linker.Option TELLS_ERROR = Linker.Option.captureCallState(ERROR);
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERROR_OFFSET =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement(ERROR));

  private static final MethodHandle OPEN =
      handle(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          TELLS_ERROR,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle PREAD =
      handle(
          "pread",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          TELLS_ERROR);
  private static final MethodHandle IOCTL =
      handle(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          TELLS_ERROR,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle FADVISE =
      handle(
          "posix_fadvise",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle STRERROR =
      handle("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

  private FileCalls() {}

  static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), type, options);
  }

  static MemorySegment newState(Arena arena) {
    return arena.allocate(STATE);
  }

  /// Opens; to read, unless the flags say otherwise.
  static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = newState(arena);
      int file = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags);
      return file < 0 ? -error(state) : file;
    } catch (Throwable e) {
      throw new IllegalStateException("calling open(2)", e);
    }
  }

  /// Reads.
  ///
  /// @param state of [#newState], not shared between threads
  static int pread(MemorySegment state, int file, MemorySegment into, long offset) {
    try {
      long count = (long) PREAD.invokeExact(state, file, into, into.byteSize(), offset);
      return count < 0 ? -error(state) : (int) count;
    } catch (Throwable e) {
      throw new IllegalStateException("calling pread(2)", e);
    }
  }

  static int ioctl(int file, long request, MemorySegment value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = newState(arena);
      int answer = (int) IOCTL.invokeExact(state, file, request, value);
      return answer < 0 ? -error(state) : answer;
    } catch (Throwable e) {
      throw new IllegalStateException("calling ioctl(2)", e);
    }
  }

  /// Lets go of what the page cache holds of a stretch; a wish, whose answer does not matter.
  static void forget(int file, long offset, long length) {
    try {
      int _ = (int) FADVISE.invokeExact(file, offset, length, DONT_NEED);
    } catch (Throwable e) {
      throw new IllegalStateException("calling posix_fadvise(2)", e);
    }
  }

  static void close(int file) {
    try {
      int _ = (int) CLOSE.invokeExact(file);
    } catch (Throwable e) {
      throw new IllegalStateException("calling close(2)", e);
    }
  }

  /// The C library's words: `Input/output error`.
  static String words(int error) {
    try {
      var text = (MemorySegment) STRERROR.invokeExact(error);
      return text.reinterpret(256).getString(0);
    } catch (Throwable e) {
      throw new IllegalStateException("calling strerror(3)", e);
    }
  }

  /// What a call came to.
  static int answer(MemorySegment state, long count) {
    return count < 0 ? -error(state) : (int) count;
  }

  /// Bytes with a zero behind them.
  static MemorySegment text(Arena arena, byte[] bytes) {
    MemorySegment text = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return text;
  }

  static int error(MemorySegment state) {
    return state.get(ValueLayout.JAVA_INT, ERROR_OFFSET);
  }
}
