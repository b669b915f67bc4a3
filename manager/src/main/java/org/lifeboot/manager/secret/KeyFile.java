package org.lifeboot.manager.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// The key file. It is read anew for each use, so that a key which another process added counts at
/// once. Immutable.
///
/// @param path mode 0600; with several Managers the same file stands on each of their machines
public record KeyFile(Path path) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final long LONGEST_BYTES = 65_536;

  public boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// Makes the file with one random key.
  ///
  /// @throws IOException when it cannot be written, or is there already
  public void make() throws IOException {
    if (exists()) {
      throw new IOException(path + " is there already");
    }
    write(SecretKeys.random());
  }

  SecretKeys read() throws IOException {
    if (Files.size(path) > LONGEST_BYTES) {
      throw new IOException("it is far too large for a key file");
    }
    try {
      return SecretKeys.of(Files.readString(path));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// The old file or the new one stands there whole, whenever the machine stops.
  void write(SecretKeys keys) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(path + " is no file");
    }
    Files.createDirectories(folder);
    Path next =
        Files.createTempFile(
            folder, ".secret-", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      writeThrough(next, keys.text());
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void writeThrough(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Whether others than its owner may read it.
  public boolean readableByOthers() {
    try {
      Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      mode.removeAll(OWNER_ONLY);
      return !mode.isEmpty();
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }
}
