package org.lifeboot.lab.story;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lifeboot.lab.process.Tool;
import org.lifeboot.lab.server.Drive;

/// Drives with known faults, made anew for one test.
final class BrokenDrives {

  /// The sector of [#withABadSector] that cannot be read, counted in 512 bytes.
  static final long BAD_SECTOR = 40_000;

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long SIZE_BYTES = 64L << 20;

  private final Path folder;

  BrokenDrives(Path folder) {
    this.folder = folder;
  }

  /// An ext4 whose block bitmaps say that used blocks are free and the other way round.
  Drive withADamagedExt4() {
    var image = image("damaged");
    run("mkfs.ext4", "-q", "-F", "-L", "damaged", image.toString());
    run("debugfs", "-w", "-R", "mkdir /customers", image.toString());
    run("debugfs", "-w", "-R", "clri /customers", image.toString());
    return Drive.virtio("damaged", image, "LB-BAD-EXT4");
  }

  /// An ext4 that was mounted when the power went: its journal is to be replayed.
  Drive withADirtyExt4() {
    var image = image("dirty");
    run("mkfs.ext4", "-q", "-F", "-L", "dirty", image.toString());
    copiedWhileMounted(image, "ext4");
    return Drive.virtio("dirty", image, "LB-DIRTY-EXT4");
  }

  /// An XFS that was mounted when the power went: its log is to be replayed.
  Drive withADirtyXfs() {
    var image = image("dirtyxfs", 320L << 20); // mkfs.xfs makes none smaller than 300 MiB
    run("mkfs.xfs", "-q", "-f", image.toString());
    copiedWhileMounted(image, "xfs");
    return Drive.virtio("dirtyxfs", image, "LB-DIRTY-XFS");
  }

  /// A drive with one sector that cannot be read.
  Drive withABadSector() {
    return Drive.virtio("bad", image("bad"), "LB-BAD-SECTOR").withBadSector(BAD_SECTOR);
  }

  private Path image(String name) {
    return image(name, SIZE_BYTES);
  }

  private Path image(String name, long sizeBytes) {
    var image = folder.resolve(name + ".raw");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(sizeBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("making " + image, e);
    }
    return image;
  }

  /// What lies on the disk while the file system is in use is what a power cut leaves.
  private void copiedWhileMounted(Path image, String type) {
    var mounted = folder.resolve("mounted");
    var copy = folder.resolve("copy.raw");
    try {
      Files.createDirectories(mounted);
      run("mount", "-t", type, "-o", "loop", image.toString(), mounted.toString());
      try {
        for (int i = 0; i < 200; i++) {
          Files.writeString(mounted.resolve("file-" + i), "written before the power went\n");
        }
        run("sync", "-f", mounted.toString());
        Files.writeString(mounted.resolve("last"), "in the journal alone\n");
        run("sh", "-c", "exec 3<\"$1\"; sync -d \"$1\"", "sh", mounted.resolve("last").toString());
        run("cp", "--sparse=always", image.toString(), copy.toString());
      } finally {
        run("umount", mounted.toString());
      }
      run("mv", copy.toString(), image.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("making " + image + " dirty", e);
    }
  }

  private static void run(String... command) {
    var _ = Tool.output(LIMIT, List.of(command));
  }
}
