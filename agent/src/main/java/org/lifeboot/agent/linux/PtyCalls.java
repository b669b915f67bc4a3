package org.lifeboot.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// poll(2), read(2) and write(2) on a descriptor that does not wait. Each answers as the system
/// call does, with the error number, negated, in place of -1. Thread-safe.
@SuppressWarnings("restricted") // started with --enable-native-access
final class PtyCalls {

  /// poll.h.
  static final short MAY_READ = 1;

  static final short MAY_WRITE = 4;

  private static final MethodHandle POLL =
      FileCalls.handle(
          "poll",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT),
          FileCalls.TELLS_ERROR);
  private static final MethodHandle READ = transfer("read");
  private static final MethodHandle WRITE = transfer("write");

  private PtyCalls() {}

  private static MethodHandle transfer(String name) {
    return FileCalls.handle(
        name,
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG),
        FileCalls.TELLS_ERROR);
  }

  /// Waits until something can be read or written, or the other end has gone.
  ///
  /// @return 0 when nothing of it has happened in time
  static int poll(int file, short events, int limitMillis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      MemorySegment one = arena.allocate(8, 4); // struct pollfd
      one.set(ValueLayout.JAVA_INT, 0, file);
      one.set(ValueLayout.JAVA_SHORT, 4, events);
      int answer = (int) POLL.invokeExact(state, one, 1L, limitMillis);
      return answer < 0 ? -FileCalls.error(state) : answer;
    } catch (Throwable e) {
      throw new IllegalStateException("calling poll(2)", e);
    }
  }

  static int read(int file, byte[] into, int offset, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      MemorySegment bytes = arena.allocate(length);
      long count = (long) READ.invokeExact(state, file, bytes, (long) length);
      if (count < 0) {
        return -FileCalls.error(state);
      }
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, into, offset, (int) count);
      return (int) count;
    } catch (Throwable e) {
      throw new IllegalStateException("calling read(2)", e);
    }
  }

  static int write(int file, byte[] from, int offset, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      MemorySegment bytes = arena.allocate(length);
      MemorySegment.copy(from, offset, bytes, ValueLayout.JAVA_BYTE, 0, length);
      long count = (long) WRITE.invokeExact(state, file, bytes, (long) length);
      return count < 0 ? -FileCalls.error(state) : (int) count;
    } catch (Throwable e) {
      throw new IllegalStateException("calling write(2)", e);
    }
  }
}
