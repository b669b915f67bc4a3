package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lifeboot.agent.tool.HostileText;

/// Finds out who holds a block device: itself, the disk that it is part of, its partitions, or what
/// is stacked on any of these. The kernel decides; this says whom to ask.
///
/// Sources: proc_pid_mountinfo(5), swapon(8) (`/proc/swaps`), the kernel's Documentation/ABI
/// (`/sys/class/block/…/holders`, `slaves`, `dm/name`, `md/level`), udev's notes.
final class Holders {

  private final Path root;
  private final Mounts mounts;
  private final ClaimRecords records;
  private final Appearances appearances;
  private final FuseServers fuse;

  Holders(Path root, Mounts mounts, ClaimRecords records, Appearances appearances) {
    this.root = root;
    this.mounts = mounts;
    this.records = records;
    this.appearances = appearances;
    this.fuse = new FuseServers(root);
  }

  /// One sentence that names the holder; empty when none is seen. Whoever has mounted something
  /// comes before what merely lies in between: that is whom to ask.
  ///
  /// @param device `/dev/sda1`
  Optional<String> of(String device) {
    String name = kernelName(device);
    var related = new LinkedHashSet<String>();
    disk(name).ifPresent(related::add);
    collect(name, related, 0);
    List<Mounts.Mount> mounted = mounts.all();
    Set<String> swaps = swaps();
    return related.stream()
        .flatMap(each -> mount(each, name, mounted).stream())
        .findFirst()
        .or(() -> fuse.of(related))
        .or(() -> related.stream().filter(swaps::contains).map(this::swap).findFirst())
        .or(() -> related.stream().flatMap(each -> stackedOn(each).stream()).findFirst());
  }

  private Optional<String> mount(String name, String asked, List<Mounts.Mount> mounted) {
    return mounted.stream()
        .filter(each -> lies(each, name))
        .findFirst()
        .map(
            mount ->
                "in use: %s is mounted at %s since %s%s."
                    .formatted(
                        label(name),
                        HostileText.line(mount.point()),
                        time(mounts.since(mount)),
                        stackedUpon(name) && !name.equals(asked)
                            ? "; it lies on " + label(asked)
                            : ""));
  }

  private static String time(String since) {
    return since.isEmpty() ? "a time that is not known" : HostileText.line(since);
  }

  private boolean stackedUpon(String name) {
    return !names(block(name).resolve("slaves")).isEmpty();
  }

  private String swap(String name) {
    return "in use: %s is swap space that is switched on.".formatted(label(name));
  }

  /// What the kernel calls a holder: a device-mapper device, an array, a cache.
  private Optional<String> stackedOn(String name) {
    return names(block(name).resolve("holders")).stream()
        .map(holder -> stacked(name, holder))
        .findFirst();
  }

  private String stacked(String name, String holder) {
    String mapped = text(block(holder).resolve("dm/name"));
    Optional<ClaimRecord> claim = records.of(mapped);
    if (claim.isPresent()) {
      return "in use: %s is held by Lifeboot's %s since %s."
          .formatted(
              label(name),
              HostileText.line(claim.get().purpose()),
              HostileText.line(claim.get().since()));
    }
    String level = text(block(holder).resolve("md/level"));
    if (!level.isEmpty()) {
      return "in use: %s is part of the array /dev/%s (%s) that is running%s."
          .formatted(label(name), holder, HostileText.line(level), since(holder));
    }
    String kind = text(block(holder).resolve("dm/uuid"));
    String word =
        kind.startsWith("LVM-")
            ? "the LVM volume "
            : kind.startsWith("CRYPT-") ? "the opened encrypted volume " : "";
    return "in use: %s is held by %s%s%s."
        .formatted(
            label(name),
            word,
            HostileText.line(mapped.isEmpty() ? "/dev/" + holder : mapped),
            since(holder));
  }

  private String since(String holder) {
    String known = appearances.since(text(block(holder).resolve("dev")));
    return known.isEmpty() ? "" : " since " + known;
  }

  private boolean lies(Mounts.Mount mount, String name) {
    return mount.number().equals(text(block(name).resolve("dev")))
        || (mount.source().startsWith("/dev/") && kernelName(mount.source()).equals(name));
  }

  private Set<String> swaps() {
    var found = new LinkedHashSet<String>();
    text(root.resolve("proc/swaps"))
        .lines()
        .filter(line -> line.startsWith("/dev/"))
        .forEach(line -> found.add(kernelName(line.replaceFirst("\\s.*", ""))));
    return found;
  }

  /// The device, its partitions, and what is stacked on them.
  private void collect(String name, Set<String> into, int depth) {
    if (depth > 16 || !into.add(name)) {
      return;
    }
    partitions(name).forEach(part -> collect(part, into, depth + 1));
    names(block(name).resolve("holders")).forEach(upper -> collect(upper, into, depth + 1));
  }

  private List<String> partitions(String disk) {
    return names(block(disk)).stream()
        .filter(child -> Files.exists(block(disk).resolve(child).resolve("partition")))
        .toList();
  }

  private Optional<String> disk(String partition) {
    if (!Files.exists(block(partition).resolve("partition"))) {
      return Optional.empty();
    }
    try {
      Path disk = block(partition).toRealPath().getParent();
      return disk == null ? Optional.empty() : Optional.of(disk.getFileName().toString());
    } catch (IOException _) {
      return Optional.empty(); // it has gone
    }
  }

  private Path block(String name) {
    return root.resolve("sys/class/block").resolve(name);
  }

  private String label(String name) {
    String mapped = text(block(name).resolve("dm/name"));
    return mapped.isEmpty() ? "/dev/" + name : "/dev/mapper/" + HostileText.line(mapped);
  }

  private String kernelName(String device) {
    Path path = root.resolve(device.replaceFirst("^/+", ""));
    try {
      path = path.toRealPath();
    } catch (IOException _) {
      // it does not exist: its name will do
    }
    Path name = path.getFileName();
    return name == null ? device : name.toString();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException _) {
      return List.of(); // no such folder: none
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
