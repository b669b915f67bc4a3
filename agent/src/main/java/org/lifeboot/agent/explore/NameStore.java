package org.lifeboot.agent.explore;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lifeboot.agent.linux.OpenFolder;
import org.lifeboot.protocol.FileKind;

/// The names of a folder's entries, outside of the Java heap: a million of them take some 30 MB.
/// Used by one thread at a time.
final class NameStore implements AutoCloseable {

  /// More entries than this, or longer names, are not kept.
  static final int MOST_ENTRIES = 2_000_000;

  private static final int MOST_CHUNKS = 32;
  private static final int CHUNK_BYTES = 4 << 20;

  /// Kind, length (two bytes), name.
  private static final int HEAD_BYTES = 3;

  private static final List<FileKind> KINDS = List.of(FileKind.values());

  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> chunks = new ArrayList<>();
  private int usedBytes = CHUNK_BYTES;
  private int[] places = new int[1_024];
  private int count;

  /// Keeps an entry.
  ///
  /// @return false when there is no room
  boolean add(OpenFolder.Entry entry) {
    int bytes = HEAD_BYTES + entry.name().length;
    if (count >= MOST_ENTRIES || (usedBytes + bytes > CHUNK_BYTES && !grow())) {
      return false;
    }
    MemorySegment chunk = chunks.getLast();
    chunk.set(ValueLayout.JAVA_BYTE, usedBytes, (byte) KINDS.indexOf(entry.kind()));
    chunk.set(ValueLayout.JAVA_SHORT_UNALIGNED, usedBytes + 1L, (short) entry.name().length);
    MemorySegment.copy(
        entry.name(), 0, chunk, ValueLayout.JAVA_BYTE, usedBytes + 3L, entry.name().length);
    if (count == places.length) {
      places = Arrays.copyOf(places, Math.min(MOST_ENTRIES, count + count / 2));
    }
    places[count++] = (chunks.size() - 1) * CHUNK_BYTES + usedBytes;
    usedBytes += bytes;
    return true;
  }

  private boolean grow() {
    if (chunks.size() == MOST_CHUNKS) {
      return false;
    }
    chunks.add(arena.allocate(CHUNK_BYTES));
    usedBytes = 0;
    return true;
  }

  int count() {
    return count;
  }

  FileKind kind(int number) {
    return KINDS.get(chunk(number).get(ValueLayout.JAVA_BYTE, at(number)));
  }

  byte[] name(int number) {
    int at = at(number) + HEAD_BYTES;
    return chunk(number).asSlice(at, length(number)).toArray(ValueLayout.JAVA_BYTE);
  }

  /// Whether a name contains these bytes, whose ASCII letters are small; large ones count as small.
  boolean contains(int number, byte[] wanted) {
    MemorySegment chunk = chunk(number);
    long at = at(number) + (long) HEAD_BYTES;
    for (long last = at + length(number) - wanted.length; at <= last; at++) {
      if (begins(chunk, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(MemorySegment chunk, long at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (small(chunk.get(ValueLayout.JAVA_BYTE, at + i)) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /// Folders first, then by name as people sort: large letters among small ones, all else by its
  /// bytes.
  int compare(int one, int other) {
    boolean folder = kind(one) == FileKind.FOLDER;
    if (folder != (kind(other) == FileKind.FOLDER)) {
      return folder ? -1 : 1;
    }
    int inWords = compareNames(one, other, true);
    return inWords == 0 ? compareNames(one, other, false) : inWords;
  }

  private int compareNames(int one, int other, boolean anyCase) {
    MemorySegment left = chunk(one);
    MemorySegment right = chunk(other);
    long leftAt = at(one) + (long) HEAD_BYTES;
    long rightAt = at(other) + (long) HEAD_BYTES;
    int both = Math.min(length(one), length(other));
    for (int i = 0; i < both; i++) {
      byte leftByte = left.get(ValueLayout.JAVA_BYTE, leftAt + i);
      byte rightByte = right.get(ValueLayout.JAVA_BYTE, rightAt + i);
      if (leftByte != rightByte) {
        int difference =
            anyCase
                ? Byte.compareUnsigned(small(leftByte), small(rightByte))
                : Byte.compareUnsigned(leftByte, rightByte);
        if (difference != 0) {
          return difference;
        }
      }
    }
    return length(one) - length(other);
  }

  static byte small(byte each) {
    return each >= 'A' && each <= 'Z' ? (byte) (each + 32) : each;
  }

  private MemorySegment chunk(int number) {
    return chunks.get(places[number] / CHUNK_BYTES);
  }

  private int at(int number) {
    return places[number] % CHUNK_BYTES;
  }

  private int length(int number) {
    return Short.toUnsignedInt(
        chunk(number).get(ValueLayout.JAVA_SHORT_UNALIGNED, at(number) + 1L));
  }

  /// Reads a folder to its end, or until it is enough.
  ///
  /// @return whether that was the end
  boolean readFrom(OpenFolder folder, Enough enough) throws IOException {
    var fits = new boolean[] {true};
    while (folder.next(
        entry -> {
          fits[0] = add(entry);
          return fits[0];
        })) {
      if (enough.reached()) {
        return false;
      }
    }
    return fits[0];
  }

  /// Says when to stop.
  @FunctionalInterface
  interface Enough {
    boolean reached() throws IOException;
  }

  @Override
  public void close() {
    arena.close();
  }
}
