package org.lifeboot.agent.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.mount.Systems.Seen;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.tool.HostileText;

/// What the installed systems use each volume for, by their own fstabs. Pure.
public final class Uses {

  private final List<Volume> volumes;
  private final Map<String, Seen> seen;
  private final List<InstalledSystem> systems;

  /// What was seen.
  ///
  /// @param seen by the volumes' keys
  public Uses(List<Volume> volumes, Map<String, Seen> seen) {
    this.volumes = List.copyOf(volumes);
    this.seen = Map.copyOf(seen);
    this.systems = volumes.stream().flatMap(volume -> seenOn(volume).systems().stream()).toList();
  }

  private Seen seenOn(Volume volume) {
    return seen.getOrDefault(volume.key(), Seen.NOTHING);
  }

  /// Where a volume belongs: `/var`; with the system's name where there are several.
  ///
  /// @param subvolume its path; empty for a btrfs's top, and for what is no btrfs
  public List<String> of(Volume volume, String subvolume) {
    var found = new ArrayList<String>();
    for (InstalledSystem system : systems) {
      if (is(system.root(), volume) && system.subvolume().equals(subvolume)) {
        found.add(words(system, "/"));
      }
      system.fstab().entries().stream()
          .filter(entry -> entry.point().startsWith("/") && !entry.root() && !entry.bind())
          .filter(entry -> means(system, entry, volume, subvolume))
          .forEach(entry -> found.add(words(system, entry.point())));
    }
    return found.stream().distinct().limit(16).toList();
  }

  private String words(InstalledSystem system, String point) {
    return HostileText.line(
        systems.size() > 1 ? "%s of %s".formatted(point, system.name()) : point, 300);
  }

  private static boolean is(Volume one, Volume other) {
    return one.key().equals(other.key());
  }

  private boolean means(
      InstalledSystem system, Fstab.Entry entry, Volume volume, String subvolume) {
    return new Sources(volumes, system.names()).find(entry.source())
            instanceof Sources.Answer.One(Volume meant, _)
        && is(meant, volume)
        && wanted(entry, volume).equals(subvolume);
  }

  /// The path of the subvolume that an entry means.
  private String wanted(Fstab.Entry entry, Volume volume) {
    if (!volume.content().type().equals("btrfs")) {
      return "";
    }
    String usual = seenOn(volume).usual();
    return option(entry, "subvol=")
        .map(path -> path.replaceFirst("^/+", ""))
        .or(() -> option(entry, "subvolid=").map(id -> path(volume, id)))
        .orElse(usual);
  }

  private static Optional<String> option(Fstab.Entry entry, String name) {
    return entry.options().stream()
        .filter(option -> option.startsWith(name))
        .map(option -> option.substring(name.length()))
        .findFirst();
  }

  private String path(Volume volume, String id) {
    return seenOn(volume).subvolumes().stream()
        .filter(each -> String.valueOf(each.id()).equals(id))
        .map(Subvolume::path)
        .findFirst()
        .orElse("");
  }
}
