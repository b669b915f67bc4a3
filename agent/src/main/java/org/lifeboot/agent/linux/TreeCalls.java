package org.lifeboot.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// openat2(2), openat(2), statx(2), getdents64(2), readlinkat(2) and lseek(2). Each answers as the
/// system call does, with the error number, negated, in place of -1. Thread-safe.
final class TreeCalls {

  /// fcntl.h. These differ between x86-64 and arm64.
  static final int DIRECTORY = System.getProperty("os.arch").equals("aarch64") ? 0x4000 : 0x10000;

  static final int NO_FOLLOW = System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;

  /// fcntl.h, the same on both.
  static final int PATH_ONLY = 0x200000;

  static final int SEEK_DATA = 3;
  static final int SEEK_HOLE = 4;

  static final int FACTS_BYTES = 256;

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_NO_AUTOMOUNT = 0x800;
  private static final int BASIC_STATS = 0x7ff;

  /// The number of openat2(2) is the same on every architecture.
  private static final long OPENAT2 = 437;

  /// linux/openat2.h
  private static final long RESOLVE_NO_MAGICLINKS = 0x02;

  private static final long RESOLVE_IN_ROOT = 0x10;
  private static final int HOW_BYTES = 24;

  private static final MethodHandle SYSCALL =
      handle(
          "syscall",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
  private static final MethodHandle OPENAT =
      handle(
          "openat",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(3));
  private static final MethodHandle STATX =
      handle(
          "statx",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS));
  private static final MethodHandle GETDENTS =
      handle(
          "getdents64",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle READLINK =
      handle(
          "readlinkat",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle LSEEK =
      handle(
          "lseek",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));

  private TreeCalls() {}

  private static MethodHandle handle(
      String name, FunctionDescriptor type, Linker.Option... options) {
    var all = new Linker.Option[options.length + 1];
    all[0] = FileCalls.TELLS_ERROR;
    System.arraycopy(options, 0, all, 1, options.length);
    return FileCalls.handle(name, type, all);
  }

  /// Opens to read; `folder` is the root that no path and no link gets out of.
  static int openInRoot(int folder, byte[] path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment how = arena.allocate(HOW_BYTES, Long.BYTES);
      how.set(ValueLayout.JAVA_LONG, 0, Integer.toUnsignedLong(flags));
      how.set(ValueLayout.JAVA_LONG, 16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
      MemorySegment state = FileCalls.newState(arena);
      long answer =
          (long)
              SYSCALL.invokeExact(
                  state, OPENAT2, folder, FileCalls.text(arena, path), how, (long) HOW_BYTES);
      return FileCalls.answer(state, answer);
    } catch (Throwable e) {
      throw new IllegalStateException("calling openat2(2)", e);
    }
  }

  /// Opens to read what lies directly in a folder, never through a link.
  static int openChild(int folder, byte[] name, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      int answer =
          (int) OPENAT.invokeExact(state, folder, FileCalls.text(arena, name), flags | NO_FOLLOW);
      return FileCalls.answer(state, answer);
    } catch (Throwable e) {
      throw new IllegalStateException("calling openat(2)", e);
    }
  }

  /// The facts of what is open itself, or, with a name, of what lies directly in it.
  ///
  /// @param into of [#FACTS_BYTES]
  static int statx(int file, byte[] name, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      int flags = AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
      int answer =
          (int)
              STATX.invokeExact(state, file, FileCalls.text(arena, name), flags, BASIC_STATS, into);
      return FileCalls.answer(state, answer);
    } catch (Throwable e) {
      throw new IllegalStateException("calling statx(2)", e);
    }
  }

  static int getdents(int folder, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      long count = (long) GETDENTS.invokeExact(state, folder, into, into.byteSize());
      return FileCalls.answer(state, count);
    } catch (Throwable e) {
      throw new IllegalStateException("calling getdents64(2)", e);
    }
  }

  /// Where a link leads: one that is open itself (`O_PATH`), or, with a name, one that lies
  /// directly in a folder.
  static int readlink(int folder, byte[] name, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      long count =
          (long)
              READLINK.invokeExact(
                  state, folder, FileCalls.text(arena, name), into, into.byteSize());
      return FileCalls.answer(state, count);
    } catch (Throwable e) {
      throw new IllegalStateException("calling readlinkat(2)", e);
    }
  }

  static long lseek(int file, long offset, int whence) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      long place = (long) LSEEK.invokeExact(state, file, offset, whence);
      return place < 0 ? -FileCalls.error(state) : place;
    } catch (Throwable e) {
      throw new IllegalStateException("calling lseek(2)", e);
    }
  }
}
