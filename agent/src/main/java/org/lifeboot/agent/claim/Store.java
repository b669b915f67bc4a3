package org.lifeboot.agent.claim;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// A copy-on-write store in RAM: a file on a tmpfs of its own, behind a loop device with sectors of
/// 512 bytes. (zram has sectors of 4,096: an ext4 with blocks of 1 KiB cannot be mounted over it.)
///
/// The tmpfs is taken out of the folders at once, and the loop device goes when its last user goes:
/// what a killed process leaves behind is one device-mapper device and nothing else.
final class Store {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Tools tools;
  private final Path folder;

  /// A maker of stores.
  ///
  /// @param folder a folder for mount points
  Store(Tools tools, Path folder) {
    this.tools = tools;
    this.folder = folder;
  }

  /// Whether there is one.
  sealed interface Answer {
    /// A loop device, `/dev/loop0`; to be let go of with [#letGo].
    record Ready(String loop) implements Answer {}

    record NotReady(String reason) implements Answer {}
  }

  Answer make(String name, long sizeBytes) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    Outcome mounted = tools.run(mount(place, sizeBytes));
    if (mounted.problem("").isPresent()) {
      remove(place);
      return new Answer.NotReady(mounted.problem("taking RAM for a snapshot").orElse(""));
    }
    try {
      return loop(place.resolve("store"), sizeBytes);
    } finally {
      remove(place);
    }
  }

  private void remove(Path place) {
    Outcome unmounted = tools.run(Command.of(LIMIT, "umount", "--lazy", place.toString()));
    try {
      Files.deleteIfExists(place);
    } catch (IOException e) {
      System.err.println("removing %s: %s; %s, ignoring".formatted(place, e, unmounted.inWords()));
    }
  }

  private Answer loop(Path file, long sizeBytes) throws IOException {
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sizeBytes);
    }
    Outcome outcome = tools.run(losetup(file));
    return outcome instanceof Outcome.Exited(int code, String stdout, _) && code == 0
        ? new Answer.Ready(stdout.strip())
        : new Answer.NotReady(outcome.problem("making a loop device for a snapshot").orElse(""));
  }

  /// A little more than the file: the tmpfs' own pages.
  static Command mount(Path place, long sizeBytes) {
    String options = "size=" + (sizeBytes + (1 << 20)) + ",mode=0700,nosuid,nodev,noexec";
    return Command.of(
        LIMIT, "mount", "-t", "tmpfs", "-o", options, "lifeboot-store", place.toString());
  }

  static Command losetup(Path file) {
    return Command.of(
        LIMIT, "losetup", "--find", "--show", "--sector-size", "512", "--", file.toString());
  }

  /// While somebody has it open, the kernel only marks it: it goes with its last user.
  void letGo(String loop) {
    Outcome _ = tools.run(Command.of(LIMIT, "losetup", "--detach", loop));
  }
}
