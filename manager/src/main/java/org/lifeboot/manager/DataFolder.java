package org.lifeboot.manager;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The hold of a data folder by one Manager: two would not share one SQLite file well. The kernel
/// lets go of it when the process ends, however it ends.
final class DataFolder implements AutoCloseable {

  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes hold of the folder, made when missing.
  ///
  /// @throws StartFailed another Manager has it, or it cannot be written
  static DataFolder hold(Path folder) {
    Path file = folder.resolve("manager.lock");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return held(channel, folder);
    } catch (IOException e) {
      throw new StartFailed("could not use the data folder " + folder + ": " + e);
    }
  }

  private static DataFolder held(FileChannel channel, Path folder) throws IOException {
    @Nullable FileLock lock = tryLock(channel);
    if (lock == null) {
      ByteBuffer pid = ByteBuffer.allocate(20);
      channel.read(pid, 0);
      channel.close();
      String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
      throw new StartFailed(
          "the data folder " + folder + " is in use by another Manager (process " + text + ")");
    }
    byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
    return new DataFolder(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // the kernel lets go at exit
    }
  }
}
