package org.lifeboot.lab.story;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.lab.process.Tool;

/// The image of a drive, as it is made for one test.
record Image(Path file) {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// An image of zeros.
  static Image empty(Path file, long mebibytes) {
    try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(mebibytes << 20);
    } catch (IOException e) {
      throw new UncheckedIOException("making " + file, e);
    }
    return new Image(file);
  }

  /// Makes a file system on all of it.
  Image formatted(String... command) {
    var words = new ArrayList<>(List.of(command));
    words.add(file.toString());
    run(words.toArray(String[]::new));
    return this;
  }

  /// Alters some of its bytes.
  Image altered(long offset, byte[] bytes) {
    try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.seek(offset);
      opened.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("altering " + file, e);
    }
    return this;
  }

  /// What lies on the disk while the file system is in use is what a power cut leaves.
  Image copiedWhileMounted(String type) {
    var mounted = file.resolveSibling("mounted");
    var copy = file.resolveSibling("copy.raw");
    try {
      Files.createDirectories(mounted);
      run("mount", "-t", type, "-o", "loop", file.toString(), mounted.toString());
      try {
        for (int i = 0; i < 200; i++) {
          Files.writeString(mounted.resolve("file-" + i), "written before the power went\n");
        }
        run("sync", "-f", mounted.toString());
        Files.writeString(mounted.resolve("last"), "in the journal alone\n");
        run("sync", mounted.resolve("last").toString());
        run("cp", "--sparse=always", file.toString(), copy.toString());
      } finally {
        run("umount", mounted.toString());
      }
      run("mv", copy.toString(), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("making " + file + " dirty", e);
    }
    return this;
  }

  static void run(String... command) {
    var _ = Tool.output(LIMIT, List.of(command));
  }
}
