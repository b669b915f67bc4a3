package org.lifeboot.agent.linux;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Paths of another system that is mounted in a folder, as that system itself would see them: its
/// links, absolute ones too, never lead out of the folder (openat2(2), `RESOLVE_IN_ROOT`).
@SuppressWarnings("restricted") // started with --enable-native-access
public final class InRoot {

  /// asm-generic/unistd.h: the same on all architectures.
  private static final long OPENAT2 = 437;

  private static final int PATH_ONLY = 0x200000;
  private static final long NO_MAGIC_LINKS = 0x02;
  private static final long IN_ROOT = 0x10;
  private static final long HOW_BYTES = 24;

  private static final String ERROR = "errno";
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final MethodHandle SYSCALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("syscall").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG),
              Linker.Option.captureCallState(ERROR),
              Linker.Option.firstVariadicArg(1));

  private final Path root;

  /// The paths below a folder.
  ///
  /// @param root absolute, without links in it
  public InRoot(Path root) {
    this.root = root;
  }

  /// Where a path of the other system really lies; empty when there is nothing, or it cannot be
  /// reached.
  ///
  /// @param path `/etc/fstab`, as that system writes it
  public Optional<Path> resolve(String path) {
    if (path.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    int folder = FileCalls.open(root.toString(), PATH_ONLY | FileCalls.CLOSE_ON_EXEC);
    if (folder < 0) {
      return Optional.empty();
    }
    try {
      return resolve(folder, path.replaceFirst("^/+", "./"));
    } finally {
      FileCalls.close(folder);
    }
  }

  private Optional<Path> resolve(int folder, String path) {
    long file = openat2(folder, path);
    if (file < 0) {
      return Optional.empty();
    }
    try {
      Path real = Files.readSymbolicLink(Path.of("/proc/self/fd", Long.toString(file)));
      return real.startsWith(root) ? Optional.of(real) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } finally {
      FileCalls.close((int) file);
    }
  }

  private static long openat2(int folder, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment how = arena.allocate(HOW_BYTES, 8);
      how.set(ValueLayout.JAVA_LONG, 0, PATH_ONLY | FileCalls.CLOSE_ON_EXEC);
      how.set(ValueLayout.JAVA_LONG, 16, IN_ROOT | NO_MAGIC_LINKS);
      MemorySegment state = arena.allocate(STATE);
      MemorySegment name = arena.allocateFrom(path);
      return (long) SYSCALL.invokeExact(state, OPENAT2, folder, name, how, HOW_BYTES);
    } catch (Throwable e) {
      throw new IllegalStateException("calling openat2(2)", e);
    }
  }

  /// The text of a regular file; empty when there is none.
  ///
  /// @param mostBytes what is longer is cut
  public Optional<String> text(String path, int mostBytes) {
    Optional<Path> real =
        resolve(path).filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    if (real.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in =
        Files.newInputStream(real.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new String(in.readNBytes(mostBytes), StandardCharsets.UTF_8));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  public boolean folder(String path) {
    return resolve(path)
        .filter(real -> Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }
}
