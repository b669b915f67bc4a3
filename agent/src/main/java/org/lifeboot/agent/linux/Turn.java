package org.lifeboot.agent.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The exclusive use of the whole machine: a burn and a memory test starve each other, whoever
/// started them, the Agent or a person at the shell. Held by a lock on a file, which the kernel
/// lets go when the holder dies.
public final class Turn implements AutoCloseable {

  private static final int MOST_WORDS_BYTES = 500;

  private final FileChannel file;
  private final FileLock lock;

  private Turn(FileChannel file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /// What became of the wish.
  public sealed interface Answer {
    /// It is yours until you close it.
    record Yours(Turn turn) implements Answer {}

    /// Somebody else has it.
    ///
    /// @param who in words, with the time, as the holder has put it
    record Taken(String who) implements Answer {}
  }

  /// Asks for it, and does not wait.
  ///
  /// @param path the lock's file; it is made when it is not there
  /// @param who who asks: `a memory check`
  /// @param now for the others, who will read since when
  public static Answer ask(Path path, String who, Instant now) {
    FileChannel file = open(path);
    try {
      FileLock lock = file.tryLock();
      if (lock == null) {
        return taken(file);
      }
      file.truncate(0);
      file.write(bytes(who + " since " + now.truncatedTo(ChronoUnit.SECONDS)));
      return new Answer.Yours(new Turn(file, lock));
    } catch (OverlappingFileLockException _) {
      return taken(file);
    } catch (IOException e) {
      throw new IllegalStateException("locking " + path, e);
    }
  }

  private static ByteBuffer bytes(String words) {
    return ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8));
  }

  private static FileChannel open(Path path) {
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new IllegalStateException("opening " + path, e);
    }
  }

  private static Answer taken(FileChannel file) {
    try (file) {
      var words = ByteBuffer.allocate(MOST_WORDS_BYTES);
      file.read(words, 0);
      return new Answer.Taken(StandardCharsets.UTF_8.decode(words.flip()).toString());
    } catch (IOException _) {
      return new Answer.Taken("another check");
    }
  }

  @Override
  public void close() {
    try (file) {
      file.truncate(0);
      lock.release();
    } catch (IOException e) {
      throw new IllegalStateException("unlocking", e);
    }
  }
}
