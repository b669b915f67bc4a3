package org.lifeboot.agent.raid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.linux.SysFiles;

/// A disk or partition as the kernel knows it (sysfs, `/sys/class/block`).
///
/// @param device `/dev/sda1`
/// @param disk `/dev/sda`; the same for a whole disk
/// @param partition its number; 0 for a whole disk
/// @param sectorBytes what the disk addresses at a time
record Block(
    String device, String disk, int partition, long sizeBytes, boolean readOnly, long sectorBytes) {

  /// Empty when there is no such block device.
  ///
  /// @param root `/`; another folder in tests
  static Optional<Block> read(Path root, String device) {
    String name = kernelName(root, device);
    Path folder = root.resolve("sys/class/block").resolve(name);
    if (!Files.exists(folder.resolve("size"))) {
      return Optional.empty();
    }
    int partition = (int) SysFiles.number(folder.resolve("partition")).orElse(0);
    Path disk = partition == 0 ? folder : parent(folder);
    return Optional.of(
        new Block(
            path(name),
            path(SysFiles.name(disk)),
            partition,
            SysFiles.number(folder.resolve("size")).orElse(0) * 512,
            SysFiles.number(folder.resolve("ro")).orElse(1) != 0,
            SysFiles.number(disk.resolve("queue/logical_block_size")).orElse(512)));
  }

  /// sysfs keeps a partition's folder inside its disk's.
  private static Path parent(Path partition) {
    try {
      return Optional.ofNullable(partition.toRealPath().getParent()).orElse(partition);
    } catch (IOException _) {
      return partition; // it has gone meanwhile
    }
  }

  private static String path(String name) {
    return "/dev/" + name.replace('!', '/');
  }

  /// `/dev/md/root` is a link to `/dev/md127`; sysfs writes the `/` of `cciss/c0d0` as `!`.
  static String kernelName(Path root, String device) {
    Path path = root.resolve(device.replaceFirst("^/+", ""));
    try {
      path = path.toRealPath();
    } catch (IOException _) {
      // it does not exist: its name will do
    }
    Path devices = real(root.resolve("dev"));
    return (path.startsWith(devices) ? devices.relativize(path) : path.getFileName())
        .toString()
        .replace('/', '!');
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      return folder;
    }
  }

  boolean whole() {
    return partition == 0;
  }

  /// What may become a member: not what is itself made of others.
  boolean drive() {
    return !device.matches("/dev/(dm-|md|loop|zram|ram|sr|fd|nbd).*");
  }

  /// `/dev/sda` and 2 make `/dev/sda2`; `/dev/nvme0n1` and 2 make `/dev/nvme0n1p2`.
  static String partition(String disk, int number) {
    return disk + (Character.isDigit(disk.charAt(disk.length() - 1)) ? "p" : "") + number;
  }
}
