package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.InRoot;
import org.lifeboot.agent.stack.OpenAnswer;
import org.lifeboot.agent.stack.Opened;
import org.lifeboot.agent.stack.Passphrases;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Finds the systems that are installed on the disks: every volume that may carry one is mounted
/// for a moment, over its snapshot, and looked at.
public final class Systems {

  private static final Set<String> MAY_CARRY_ONE =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "reiserfs", "nilfs2");
  private static final int MOST_FSTAB_BYTES = 1 << 20;

  private final Stack stack;
  private final Mounter mounter;
  private final Path folder;
  private final List<String> troubles = new ArrayList<>();

  /// A search.
  ///
  /// @param root `/`
  public Systems(Stack stack, Tools tools, Claims claims, Path root) {
    this.stack = stack;
    this.mounter = new Mounter(tools, claims, stack.ledger());
    this.folder =
        root.resolve("run/lifeboot/look-" + ProcessHandle.current().pid()).toAbsolutePath();
  }

  /// What was found.
  ///
  /// @param troubles what could not be looked at, a sentence each
  public record Found(List<InstalledSystem> systems, List<String> troubles) {
    public Found {
      systems = List.copyOf(systems);
      troubles = List.copyOf(troubles);
    }
  }

  /// Those that are on some volumes.
  public Found find(List<Volume> volumes) {
    var systems = new ArrayList<InstalledSystem>();
    volumes.stream()
        .filter(volume -> MAY_CARRY_ONE.contains(volume.content().type()))
        .forEach(volume -> systems.addAll(on(volume)));
    return new Found(systems, troubles);
  }

  private List<InstalledSystem> on(Volume volume) {
    if (volume.state() instanceof Volume.State.InUse(String holder)) {
      troubles.add("Not looked at: " + holder);
      return List.of();
    }
    return switch (stack.open(volume, Passphrases.none())) {
      case OpenAnswer.NotReady(String reason) -> {
        troubles.add(reason);
        yield List.of();
      }
      case OpenAnswer.Ready(Opened opened) -> {
        try (opened) {
          yield lookedAt(volume, opened);
        }
      }
    };
  }

  private List<InstalledSystem> lookedAt(Volume volume, Opened opened) {
    int before = mounter.count();
    try {
      Path point = mounter.folder(folder);
      Optional<String> problem =
          mounter.mount(
              volume.content().type(), options(volume, opened), opened.path().toString(), point);
      if (problem.isPresent()) {
        troubles.add("What is on %s was not seen: %s".formatted(volume.device(), problem.get()));
        return List.of();
      }
      return volume.content().type().equals("btrfs")
          ? subvolumes(volume, point)
          : system(volume, "", point).stream().toList();
    } catch (IOException e) {
      troubles.add("looking at %s: %s".formatted(volume.device(), HostileText.line(e.toString())));
      return List.of();
    } finally {
      mounter.backTo(before).ifPresent(left -> troubles.add(left.reason()));
    }
  }

  private static List<String> options(Volume volume, Opened opened) {
    var options = new ArrayList<>(List.of("ro", "nosuid", "nodev", "noexec"));
    if (volume.content().type().equals("xfs")) {
      options.add("nouuid");
    }
    if (volume.content().type().equals("btrfs")) {
      options.add("subvolid=5");
    }
    options.addAll(opened.options());
    return options;
  }

  /// The default one, the top, and those that lie directly in the top.
  private List<InstalledSystem> subvolumes(Volume volume, Path point) {
    var paths = new LinkedHashSet<String>();
    List<String> usual = Btrfs.paths(mounter.tools().run(Btrfs.defaultSubvolume(point)));
    paths.add(usual.isEmpty() ? "" : usual.getFirst());
    paths.add("");
    Btrfs.paths(mounter.tools().run(Btrfs.subvolumes(point))).stream()
        .filter(path -> path.indexOf('/') < 0)
        .forEach(paths::add);
    List<InstalledSystem> found =
        paths.stream().flatMap(path -> system(volume, path, point.resolve(path)).stream()).toList();
    return found.stream().filter(system -> !copy(system, found)).toList();
  }

  /// A snapshot of a system has the fstab of the one that it was made of.
  private static boolean copy(InstalledSystem system, List<InstalledSystem> all) {
    String own =
        system.fstab().entries().stream()
            .filter(Fstab.Entry::root)
            .flatMap(entry -> entry.options().stream())
            .filter(option -> option.startsWith("subvol="))
            .map(option -> option.substring("subvol=".length()).replaceFirst("^/", ""))
            .findFirst()
            .orElse(system.subvolume());
    return !own.equals(system.subvolume())
        && all.stream().anyMatch(other -> other.subvolume().equals(own));
  }

  private static Optional<InstalledSystem> system(Volume volume, String subvolume, Path at) {
    var inside = new InRoot(at);
    Optional<String> fstab = inside.text("/etc/fstab", MOST_FSTAB_BYTES);
    Optional<String> release =
        inside
            .text("/etc/os-release", 1 << 16)
            .or(() -> inside.text("/usr/lib/os-release", 1 << 16));
    boolean tree = inside.folder("/usr") || inside.folder("/bin");
    if ((fstab.isEmpty() && release.isEmpty()) || !tree) {
      return Optional.empty();
    }
    var names =
        Names.of(
            inside.text("/etc/crypttab", 1 << 16).orElse(""),
            inside
                .text("/etc/mdadm/mdadm.conf", 1 << 16)
                .or(() -> inside.text("/etc/mdadm.conf", 1 << 16))
                .orElse(""));
    return Optional.of(
        new InstalledSystem(volume, subvolume, name(release), Fstab.of(fstab.orElse("")), names));
  }

  /// os-release(5).
  private static String name(Optional<String> release) {
    return release
        .flatMap(text -> text.lines().filter(line -> line.startsWith("PRETTY_NAME=")).findFirst())
        .map(line -> line.substring("PRETTY_NAME=".length()).replaceAll("^[\"']|[\"']$", ""))
        .map(name -> HostileText.line(name, 120))
        .orElse("a system without a name");
  }

  /// A volume that is mounted by itself, whether a system is on it or not.
  public static InstalledSystem alone(Volume volume) {
    return new InstalledSystem(
        volume, "", "(this volume alone)", Fstab.of(""), new Names(Map.of(), Map.of()));
  }

  /// Those a person means; `type` of what they name does not matter.
  public static List<InstalledSystem> called(String wanted, List<InstalledSystem> systems) {
    String tidy = wanted.strip();
    return systems.stream()
        .filter(
            system ->
                system.called(tidy)
                    || system.called(
                        tidy.toLowerCase(Locale.ROOT).startsWith("uuid=")
                            ? "UUID=" + tidy.substring(5)
                            : tidy))
        .toList();
  }
}
