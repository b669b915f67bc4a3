package org.lifeboot.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The extended attributes of a file (xattr(7)): file capabilities, ACLs, labels, a program's own.
///
/// @param complete whether these are all; there may be more than is kept in memory
public record Attributes(List<Attribute> list, boolean complete) {

  public static final Attributes NONE = new Attributes(List.of(), true);

  /// limits.h: the kernel gives no more.
  private static final int LONGEST_LIST = 64 << 10;

  private static final int LONGEST_VALUE = 64 << 10;
  private static final int MOST_BYTES = 1 << 20;

  /// Such a file system has none.
  private static final int NOT_SUPPORTED = 95;

  private static final int GONE = 61;

  public Attributes {
    list = List.copyOf(list);
  }

  /// One of them.
  ///
  /// @param name `security.capability`; each byte a character
  @SuppressWarnings("ArrayRecordComponent") // handed over, and not kept
  public record Attribute(String name, byte[] value) {}

  public boolean isEmpty() {
    return list.isEmpty() && complete;
  }

  /// Of what is open.
  static Attributes of(int file) throws IOException {
    return read(
        into -> AttributeCalls.list(file, into),
        (name, into) -> AttributeCalls.get(file, name, into));
  }

  /// Of what lies directly in an open folder; of a link itself.
  static Attributes of(int folder, byte[] name) throws IOException {
    byte[] begin = ("/proc/self/fd/" + folder + "/").getBytes(StandardCharsets.US_ASCII);
    byte[] path = java.util.Arrays.copyOf(begin, begin.length + name.length);
    System.arraycopy(name, 0, path, begin.length, name.length);
    return read(
        into -> AttributeCalls.listOfLink(path, into),
        (key, into) -> AttributeCalls.getOfLink(path, key, into));
  }

  @FunctionalInterface
  private interface Listing {
    int of(MemorySegment into);
  }

  @FunctionalInterface
  private interface Getting {
    int of(byte[] name, MemorySegment into);
  }

  private static Attributes read(Listing listing, Getting getting) throws IOException {
    // Asked for the length alone: most files have none, and Java fills new memory with zeros, a
    // word at a time.
    int length = listing.of(MemorySegment.NULL);
    if (length == -NOT_SUPPORTED || length == 0) {
      return NONE;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment names = arena.allocate(LONGEST_LIST);
      int count = listing.of(names);
      if (count < 0) {
        throw new FileTrouble("listing its extended attributes", -count);
      }
      return values(names.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE), getting, arena);
    }
  }

  private static Attributes values(byte[] names, Getting getting, Arena arena) throws IOException {
    var list = new ArrayList<Attribute>();
    MemorySegment value = arena.allocate(LONGEST_VALUE);
    int bytes = 0;
    for (String name : new String(names, StandardCharsets.ISO_8859_1).split("\0", -1)) {
      if (name.isEmpty()) {
        continue;
      }
      int count = getting.of(name.getBytes(StandardCharsets.ISO_8859_1), value);
      if (count < 0 && count != -GONE) {
        throw new FileTrouble("reading its extended attributes", -count);
      }
      bytes += Math.max(0, count);
      if (bytes > MOST_BYTES) {
        return new Attributes(list, false);
      }
      if (count >= 0) {
        list.add(new Attribute(name, value.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE)));
      }
    }
    return new Attributes(list, true);
  }
}
