package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Files;
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

  /// The number of every btrfs's top.
  private static final String TOP = "subvolid=5";

  private static final int MOST_FSTAB_BYTES = 1 << 20;

  private final Stack stack;
  private final Viewing viewing;
  private final List<String> troubles = new ArrayList<>();

  /// A search.
  ///
  /// @param root `/`
  public Systems(Stack stack, Tools tools, Claims claims, Path root) {
    this(stack, new Viewing(tools, claims, stack.ledger(), root.resolve("run/lifeboot/looks")));
  }

  /// A search.
  public Systems(Stack stack, Viewing viewing) {
    this.stack = stack;
    this.viewing = viewing;
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

  /// What was seen on one volume.
  ///
  /// @param freeBytes -1 when it could not be mounted
  /// @param usual the path of the subvolume that is mounted when none is named; empty for the top
  public record Seen(
      List<InstalledSystem> systems, long freeBytes, List<Subvolume> subvolumes, String usual) {

    static final Seen NOTHING = new Seen(List.of(), -1, List.of(), "");

    public Seen {
      systems = List.copyOf(systems);
      subvolumes = List.copyOf(subvolumes);
    }
  }

  /// Those that are on some volumes.
  public Found find(List<Volume> volumes) {
    var systems = new ArrayList<InstalledSystem>();
    volumes.stream()
        .filter(volume -> MAY_CARRY_ONE.contains(volume.content().type()))
        .forEach(volume -> systems.addAll(see(volume).systems()));
    return new Found(systems, troubles);
  }

  /// Looks at one volume, of any kind.
  public Seen see(Volume volume) {
    if (volume.state() instanceof Volume.State.InUse(String holder)) {
      troubles.add("Not looked at: " + holder);
      return Seen.NOTHING;
    }
    return switch (stack.open(volume, Passphrases.none())) {
      case OpenAnswer.NotReady(String reason) -> {
        troubles.add(reason);
        yield Seen.NOTHING;
      }
      case OpenAnswer.Ready(Opened opened) -> {
        try (opened) {
          yield lookedAt(volume, opened);
        }
      }
    };
  }

  private Seen lookedAt(Volume volume, Opened opened) {
    String type = volume.content().type();
    return switch (viewing.view(type, opened.path(), options(type, opened))) {
      case Viewing.Answer.Not(String reason) -> {
        troubles.add("What is on %s was not seen: %s".formatted(volume.device(), reason));
        yield Seen.NOTHING;
      }
      case Viewing.Answer.Seen(Viewing.View view) -> {
        try (view) {
          yield seen(volume, view.root());
        }
      }
    };
  }

  /// Of a btrfs, the top, with all subvolumes in it.
  private static List<String> options(String type, Opened opened) {
    var options = new ArrayList<>(opened.options());
    if (type.equals("btrfs")) {
      options.add(TOP);
    }
    return options;
  }

  private Seen seen(Volume volume, Path point) {
    if (volume.content().type().equals("btrfs")) {
      return subvolumes(volume, point);
    }
    List<InstalledSystem> systems =
        MAY_CARRY_ONE.contains(volume.content().type())
            ? system(volume, "", point).stream().toList()
            : List.of();
    return new Seen(systems, freeBytes(point), List.of(), "");
  }

  private static long freeBytes(Path point) {
    try {
      return Files.getFileStore(point).getUnallocatedSpace();
    } catch (IOException _) {
      return -1; // told as not known
    }
  }

  /// The default one, the top, and those that lie directly in the top.
  private Seen subvolumes(Volume volume, Path point) {
    Tools tools = viewing.mounter().tools();
    List<Subvolume> all = Btrfs.subvolumes(tools.run(Btrfs.subvolumes(point)));
    String usual =
        Btrfs.subvolumes(tools.run(Btrfs.defaultSubvolume(point))).stream()
            .findFirst()
            .map(Subvolume::path)
            .orElse("");
    var paths = new LinkedHashSet<>(List.of(usual));
    paths.add("");
    all.stream().map(Subvolume::path).filter(path -> path.indexOf('/') < 0).forEach(paths::add);
    List<InstalledSystem> found =
        paths.stream().flatMap(path -> inside(volume, path, point).stream()).toList();
    return new Seen(
        found.stream().filter(system -> !copy(system, found)).toList(),
        freeBytes(point),
        all,
        usual);
  }

  /// A path is any text: it is looked for inside of what is mounted, and nowhere else.
  private static Optional<InstalledSystem> inside(Volume volume, String path, Path point) {
    return path.isEmpty()
        ? system(volume, path, point)
        : new InRoot(point).resolve("/" + path).flatMap(at -> system(volume, path, at));
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
