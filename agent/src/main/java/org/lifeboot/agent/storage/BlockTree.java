package org.lifeboot.agent.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What stands on what, as sysfs tells it (the kernel's Documentation/ABI, `/sys/class/block`).
public final class BlockTree {

  private final Path blocks;

  /// The tree of a system.
  ///
  /// @param systemRoot `/`; another folder in tests
  public BlockTree(Path systemRoot) {
    this.blocks = systemRoot.resolve("sys/class/block");
  }

  /// The whole disks that a device lies on, by the kernel's names (`sda`): several for an array or
  /// a volume. A device that the kernel does not know lies on itself.
  public Set<String> disksBelow(String device) {
    var disks = new TreeSet<String>();
    collect(kernelName(device), disks, 0);
    return disks;
  }

  private void collect(String name, Set<String> disks, int depth) {
    List<String> below = depth > 16 ? List.of() : below(name);
    if (below.isEmpty()) {
      disks.add(name);
      return;
    }
    below.forEach(lower -> collect(lower, disks, depth + 1));
  }

  private List<String> below(String name) {
    Path block = blocks.resolve(name);
    if (Files.exists(block.resolve("partition"))) {
      return parent(block);
    }
    try (var slaves = Files.list(block.resolve("slaves"))) {
      return slaves.map(slave -> slave.getFileName().toString()).sorted().toList();
    } catch (IOException _) {
      return List.of(); // no such folder: nothing below
    }
  }

  /// sysfs keeps a partition's folder inside its disk's.
  private static List<String> parent(Path partition) {
    try {
      Path disk = partition.toRealPath().getParent();
      return disk == null ? List.of() : List.of(disk.getFileName().toString());
    } catch (IOException _) {
      return List.of(); // it has gone meanwhile
    }
  }

  /// `/dev/mapper/vg-root` is a link to `/dev/dm-0`.
  private static String kernelName(String device) {
    Path path = Path.of(device);
    try {
      path = path.toRealPath();
    } catch (IOException _) {
      // it does not exist: its name will do
    }
    Path name = path.getFileName();
    return name == null ? device : name.toString();
  }
}
