package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Mounts file systems to be looked at, each at a folder of its own that root alone may enter.
/// Nothing in a stranger's file system is a device, a program or a way to other rights; what ext4
/// would do on an error is not left to its superblock, which may say "panic". Thread-safe.
public final class Viewing {

  private static final List<String> HARMLESS =
      List.of("ro", "nosuid", "nodev", "noexec", "noatime");

  private final Mounter mounter;
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();

  /// A place to look from.
  ///
  /// @param ledger where mounts are written down before they are made
  /// @param folder where they are, each in a folder of its own
  public Viewing(Tools tools, Claims claims, Ledger ledger, Path folder) {
    this.mounter = new Mounter(tools, claims, ledger);
    this.folder = folder.toAbsolutePath();
  }

  Mounter mounter() {
    return mounter;
  }

  /// What came of it.
  public sealed interface Answer {
    record Seen(View view) implements Answer {}

    /// It could not be mounted.
    ///
    /// @param reason one sentence
    record Not(String reason) implements Answer {}
  }

  /// What is mounted.
  public final class View implements AutoCloseable {
    private final Path root;

    private View(Path root) {
      this.root = root;
    }

    public Path root() {
      return root;
    }

    /// Takes it away; what is still read there ends later.
    ///
    /// @return what kept it from going at once
    public Optional<String> letGo() {
      return mounter.away(root);
    }

    @Override
    public void close() {
      letGo().ifPresent(reason -> System.err.println(reason + ", ignoring"));
    }
  }

  /// Mounts a file system.
  ///
  /// @param type as blkid(8) names it
  /// @param more options of its own: `subvolid=257`, `device=…`
  public Answer view(String type, Path device, List<String> more) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      String name = ProcessHandle.current().pid() + "-" + number.incrementAndGet();
      Path point = mounter.folder(folder.resolve(name));
      Optional<String> problem = mounted(type, device.toString(), more, point);
      if (problem.isEmpty()) {
        return new Answer.Seen(new View(point));
      }
      Optional<String> _ = mounter.away(point);
      return new Answer.Not(HostileText.line(problem.get(), 400));
    } catch (IOException e) {
      return new Answer.Not("making a folder to mount at: " + HostileText.line(e.toString()));
    }
  }

  private Optional<String> mounted(String type, String device, List<String> more, Path point) {
    Supplier<Optional<String>> plain =
        () -> mounter.mount(type, options(type, more), device, point);
    return switch (type) {
      case "VMFS", "VMFS_volume_member" -> mounter.datastore(device, point);
      case "ntfs" -> plain.get().flatMap(_ -> mounter.ntfs3g(device, point));
      case "vfat" -> mounter.mount(type, with("utf8=1"), device, point).flatMap(_ -> plain.get());
      default -> plain.get();
    };
  }

  private static List<String> options(String type, List<String> more) {
    var options =
        new ArrayList<>(
            switch (type) {
              case "ext2", "ext3", "ext4" -> with("errors=continue");
              case "xfs" -> with("nouuid");
              default -> HARMLESS;
            });
    options.addAll(more);
    return options;
  }

  private static List<String> with(String option) {
    var options = new ArrayList<>(HARMLESS);
    options.add(option);
    return options;
  }
}
