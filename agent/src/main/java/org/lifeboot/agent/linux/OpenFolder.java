package org.lifeboot.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.lifeboot.protocol.FileKind;

/// A folder that is open to be read, entry after entry, in the order in which it lies on the disk.
/// Opened, read and closed by one thread.
public final class OpenFolder implements AutoCloseable {

  private static final int ENTRIES_BYTES = 64 << 10;

  /// `struct linux_dirent64` of getdents(2): inode, offset, length, kind, name.
  private static final int LENGTH_AT = 16;

  private static final int KIND_AT = 18;
  private static final int NAME_AT = 19;

  private static final int LONGEST_LINK = 4_096;
  private static final byte[] ITSELF = {};

  private final int folder;
  private final FileFacts facts;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment entries = arena.allocate(ENTRIES_BYTES, Long.BYTES);
  private final MemorySegment statx = arena.allocate(TreeCalls.FACTS_BYTES, Long.BYTES);
  private boolean closed;

  /// One entry.
  ///
  /// @param kind [FileKind#UNKNOWN] when the file system does not tell it here
  @SuppressWarnings("ArrayRecordComponent") // handed over, and not kept
  public record Entry(byte[] name, FileKind kind) {}

  /// Takes entries.
  @FunctionalInterface
  public interface Taker {
    /// Returns whether it wants more.
    boolean take(Entry entry) throws IOException;
  }

  OpenFolder(int folder, FileFacts facts) {
    this.folder = folder;
    this.facts = facts;
  }

  public FileFacts facts() {
    return facts;
  }

  /// Its own extended attributes.
  public Attributes attributes() throws IOException {
    return Attributes.of(open());
  }

  /// Those of an entry; of a link itself.
  public Attributes attributes(byte[] name) throws IOException {
    return Attributes.of(open(), name);
  }

  /// Where another program finds it: the folder itself, whatever its name.
  public Path path() {
    return Path.of("/proc", String.valueOf(ProcessHandle.current().pid()), "fd", "" + folder);
  }

  /// Hands out the next entries, without `.` and `..`: some hundreds at a time.
  ///
  /// @return false when there were none left, or the taker had enough: what is left of this portion
  ///   is then not handed out
  public boolean next(Taker taker) throws IOException {
    int count = TreeCalls.getdents(open(), entries);
    if (count < 0) {
      throw new FileTrouble("reading the folder", -count);
    }
    for (long at = 0; at < count; ) {
      int length = Short.toUnsignedInt(entries.get(ValueLayout.JAVA_SHORT, at + LENGTH_AT));
      if (length <= NAME_AT || at + length > count) {
        throw new IOException("reading the folder: the kernel's answer makes no sense");
      }
      byte[] name = name(at + NAME_AT, at + length);
      int kind = Byte.toUnsignedInt(entries.get(ValueLayout.JAVA_BYTE, at + KIND_AT));
      at += length;
      if (!dots(name) && !taker.take(new Entry(name, FileFacts.kind(kind)))) {
        return false;
      }
    }
    return count > 0;
  }

  private byte[] name(long from, long end) {
    long to = from;
    while (to < end && entries.get(ValueLayout.JAVA_BYTE, to) != 0) {
      to++;
    }
    return entries.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
  }

  private static boolean dots(byte[] name) {
    return name.length == 0
        || (name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.')));
  }

  /// The facts of an entry; of a link itself, not of what it leads to.
  public FileFacts facts(byte[] name) throws IOException {
    int answer = TreeCalls.statx(open(), name, statx);
    if (answer < 0) {
      throw new FileTrouble("asking for its facts", -answer);
    }
    return FileFacts.of(statx);
  }

  /// Where a link leads, as it is written.
  public byte[] linkTarget(byte[] name) throws IOException {
    return linkTarget(open(), name);
  }

  static byte[] linkTarget(int file, byte[] name) throws IOException {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment text = own.allocate(LONGEST_LINK);
      int count = TreeCalls.readlink(file, name, text);
      if (count < 0) {
        throw new FileTrouble("reading the link", -count);
      }
      return text.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /// Opens an entry that is a regular file.
  ///
  /// @throws IOException when it is anything else, which is then not touched
  public OpenFile openFile(byte[] name) throws IOException {
    requireKind(name, FileKind.FILE);
    int file = TreeCalls.openChild(open(), name, FileCalls.NO_WAIT | FileCalls.CLOSE_ON_EXEC);
    return RootFolder.checkedFile(file);
  }

  /// Opens an entry that is a folder.
  public OpenFolder openFolder(byte[] name) throws IOException {
    int flags = TreeCalls.DIRECTORY | FileCalls.NO_WAIT | FileCalls.CLOSE_ON_EXEC;
    return RootFolder.checkedFolder(TreeCalls.openChild(open(), name, flags));
  }

  private void requireKind(byte[] name, FileKind wanted) throws IOException {
    FileKind kind = facts(name).kind();
    if (kind != wanted) {
      throw new RootFolder.NotOpened(kind);
    }
  }

  static FileFacts factsOf(int file) throws IOException {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment into = own.allocate(TreeCalls.FACTS_BYTES, Long.BYTES);
      int answer = TreeCalls.statx(file, ITSELF, into);
      if (answer < 0) {
        throw new FileTrouble("asking for its facts", -answer);
      }
      return FileFacts.of(into);
    }
  }

  private int open() throws IOException {
    if (closed) {
      throw new IOException("the folder is closed");
    }
    return folder;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      FileCalls.close(folder);
      arena.close();
    }
  }
}
