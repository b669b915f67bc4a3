package org.lifeboot.agent.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.lifeboot.protocol.FileKind;

/// A folder as the root of a system of its own, as chroot(2) would make it: no path and no link
/// leads out of it (openat2(2), `RESOLVE_IN_ROOT`). FIFOs, sockets and device nodes are never
/// opened. Paths are bytes. Thread-safe; whoever closes it sees to it that nobody uses it.
public final class RootFolder implements AutoCloseable {

  private static final byte[] ITSELF = {};

  private final int root;

  private RootFolder(int root) {
    this.root = root;
  }

  /// Opens a folder of the rescue system.
  public static RootFolder open(Path folder) throws IOException {
    byte[] path = folder.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    int flags = TreeCalls.PATH_ONLY | TreeCalls.DIRECTORY | FileCalls.CLOSE_ON_EXEC;
    int here = TreeCalls.openChild(0, path, flags); // an absolute path: the 0 is not looked at
    if (here < 0) {
      throw new FileTrouble("opening " + folder, -here);
    }
    return new RootFolder(here);
  }

  /// What lies at a path; a link at its end is followed.
  public FileFacts facts(byte[] path) throws IOException {
    int file = find(path, 0);
    try {
      return OpenFolder.factsOf(file);
    } finally {
      FileCalls.close(file);
    }
  }

  /// What lies at a path; a link at its end is told of itself.
  public FileFacts factsOfItself(byte[] path) throws IOException {
    int file = find(path, TreeCalls.NO_FOLLOW);
    try {
      return OpenFolder.factsOf(file);
    } finally {
      FileCalls.close(file);
    }
  }

  /// Where a link leads, as it is written.
  public byte[] linkTarget(byte[] path) throws IOException {
    int file = find(path, TreeCalls.NO_FOLLOW);
    try {
      return OpenFolder.linkTarget(file, ITSELF);
    } finally {
      FileCalls.close(file);
    }
  }

  /// Opens a regular file.
  ///
  /// @throws IOException when it is anything else, which is then not touched
  public OpenFile openFile(byte[] path) throws IOException {
    int file = find(path, 0);
    try {
      FileKind kind = OpenFolder.factsOf(file).kind();
      if (kind != FileKind.FILE) {
        throw new NotOpened(kind);
      }
      return checkedFile(again(file));
    } finally {
      FileCalls.close(file);
    }
  }

  /// What was found, opened to be read: the same file, whatever has become of its path.
  private static int again(int found) {
    return FileCalls.open("/proc/self/fd/" + found, FileCalls.NO_WAIT | FileCalls.CLOSE_ON_EXEC);
  }

  /// Opens a folder.
  public OpenFolder openFolder(byte[] path) throws IOException {
    int flags = TreeCalls.DIRECTORY | FileCalls.NO_WAIT | FileCalls.CLOSE_ON_EXEC;
    return checkedFolder(TreeCalls.openInRoot(root, path, flags));
  }

  private int find(byte[] path, int flags) throws IOException {
    int all = TreeCalls.PATH_ONLY | FileCalls.CLOSE_ON_EXEC | flags;
    int file = TreeCalls.openInRoot(root, path, all);
    if (file < 0) {
      throw new FileTrouble("looking for it", -file);
    }
    return file;
  }

  /// Something that is there, but is no regular file.
  public static final class NotOpened extends IOException {
    private final FileKind kind;

    NotOpened(FileKind kind) {
      super("it is no regular file: " + kind);
      this.kind = kind;
    }

    public FileKind kind() {
      return kind;
    }
  }

  static OpenFile checkedFile(int file) throws IOException {
    if (file < 0) {
      throw new FileTrouble("opening it", -file);
    }
    FileFacts facts = factsOrClose(file);
    if (facts.kind() != FileKind.FILE) {
      FileCalls.close(file);
      throw new NotOpened(facts.kind());
    }
    return new OpenFile(file, facts);
  }

  static OpenFolder checkedFolder(int folder) throws IOException {
    if (folder < 0) {
      throw new FileTrouble("opening the folder", -folder);
    }
    return new OpenFolder(folder, factsOrClose(folder));
  }

  private static FileFacts factsOrClose(int file) throws IOException {
    try {
      return OpenFolder.factsOf(file);
    } catch (IOException e) {
      FileCalls.close(file);
      throw e;
    }
  }

  @Override
  public void close() {
    FileCalls.close(root);
  }
}
