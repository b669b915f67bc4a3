package org.lifeboot.agent.linux;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// flistxattr(2), fgetxattr(2), llistxattr(2) and lgetxattr(2). Each answers as the system call
/// does, with the error number, negated, in place of -1. Thread-safe.
final class AttributeCalls {

  private static final AddressLayout TEXT = ValueLayout.ADDRESS;

  private static final MethodHandle LIST = list("flistxattr", ValueLayout.JAVA_INT);
  private static final MethodHandle LIST_OF_LINK = list("llistxattr", TEXT);
  private static final MethodHandle GET = get("fgetxattr", ValueLayout.JAVA_INT);
  private static final MethodHandle GET_OF_LINK = get("lgetxattr", TEXT);

  private AttributeCalls() {}

  private static MethodHandle list(String name, MemoryLayout file) {
    return FileCalls.handle(
        name,
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, file, TEXT, ValueLayout.JAVA_LONG),
        FileCalls.TELLS_ERROR);
  }

  private static MethodHandle get(String name, MemoryLayout file) {
    return FileCalls.handle(
        name,
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, file, TEXT, TEXT, ValueLayout.JAVA_LONG),
        FileCalls.TELLS_ERROR);
  }

  /// The names, each with a zero byte behind it.
  static int list(int file, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      long count = (long) LIST.invokeExact(state, file, into, into.byteSize());
      return FileCalls.answer(state, count);
    } catch (Throwable e) {
      throw new IllegalStateException("calling flistxattr(2)", e);
    }
  }

  static int listOfLink(byte[] path, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      long count =
          (long)
              LIST_OF_LINK.invokeExact(state, FileCalls.text(arena, path), into, into.byteSize());
      return FileCalls.answer(state, count);
    } catch (Throwable e) {
      throw new IllegalStateException("calling llistxattr(2)", e);
    }
  }

  static int get(int file, byte[] name, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      long count =
          (long) GET.invokeExact(state, file, FileCalls.text(arena, name), into, into.byteSize());
      return FileCalls.answer(state, count);
    } catch (Throwable e) {
      throw new IllegalStateException("calling fgetxattr(2)", e);
    }
  }

  static int getOfLink(byte[] path, byte[] name, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = FileCalls.newState(arena);
      MemorySegment from = FileCalls.text(arena, path);
      MemorySegment key = FileCalls.text(arena, name);
      long count = (long) GET_OF_LINK.invokeExact(state, from, key, into, into.byteSize());
      return FileCalls.answer(state, count);
    } catch (Throwable e) {
      throw new IllegalStateException("calling lgetxattr(2)", e);
    }
  }
}
