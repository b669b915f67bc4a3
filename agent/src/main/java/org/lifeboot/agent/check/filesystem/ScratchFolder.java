package org.lifeboot.agent.check.filesystem;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// A folder for one copy. A lock in it says that its process lives: the kernel lets go of the lock
/// when the process is killed, and then the folder is a leftover.
record ScratchFolder(Path path, FileChannel lock) implements AutoCloseable {

  private static final String NAME = "lifeboot-rehearsal-";
  private static final String LOCK = "lock";

  static ScratchFolder in(Path parent) throws InterruptedException {
    try {
      Path path = Files.createTempDirectory(parent, NAME);
      return locked(path, FileChannel.open(path.resolve(LOCK), CREATE_NEW, WRITE));
    } catch (IOException e) {
      throw new UncheckedIOException("making a folder in " + parent, e);
    }
  }

  private static ScratchFolder locked(Path path, FileChannel lock)
      throws IOException, InterruptedException {
    try {
      var _ = lock.lock();
      return new ScratchFolder(path, lock);
    } catch (ClosedByInterruptException | FileLockInterruptionException _) {
      boolean _ = Thread.interrupted(); // the exception says it from here on
      lock.close();
      remove(path);
      throw new InterruptedException("making a folder in " + path.getParent());
    }
  }

  Path copy() {
    return copy(path);
  }

  private static Path copy(Path folder) {
    return folder.resolve("copy.img");
  }

  /// Removes what killed processes of the same user have left.
  static void removeLeftovers(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAME + "*")) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          removeIfLeft(folder);
        }
      }
    } catch (IOException _) {
      // there is no such folder to hold leftovers
    }
  }

  private static void removeIfLeft(Path folder) {
    try (var lock = FileChannel.open(folder.resolve(LOCK), WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (lock.tryLock() != null) {
        remove(folder);
      }
    } catch (IOException | OverlappingFileLockException _) {
      // another's, or in use
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.deleteIfExists(copy(folder));
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }

  @Override
  public void close() {
    try (lock) {
      remove(path);
    } catch (IOException e) {
      System.err.println("removing " + path + ": " + e + ", ignoring");
    }
  }
}
