package org.lifeboot.agent.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lifeboot.agent.mount.Subvolume;
import org.lifeboot.agent.mount.Systems.Seen;
import org.lifeboot.agent.mount.Uses;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.Survey;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// What a survey has found, as a person reads it: one row for each volume, for each subvolume of a
/// btrfs, and for what has no files.
///
/// @param seen what is known of volumes, by their keys
record Rows(Survey survey, Map<String, Seen> seen, BlockTree tree) {

  /// More than these, of one file system, are not listed: the top shows them all.
  private static final int MOST_SUBVOLUMES = 60;

  private static final int MOST_TROUBLES = 5;

  VolumeList list(boolean looking) {
    var uses = new Uses(survey.volumes(), seen);
    var rows = new ArrayList<VolumeList.Volume>();
    for (Volume volume : survey.volumes()) {
      rows.add(row(volume, uses));
      rows.addAll(subvolumes(volume, uses));
    }
    survey.others().stream().filter(Rows::forPeople).map(this::row).forEach(rows::add);
    rows.sort(Comparator.comparing(VolumeList.Volume::device));
    String problem =
        survey.troubles().stream().limit(MOST_TROUBLES).collect(Collectors.joining(" "));
    return new VolumeList(rows, HostileText.line(problem, 2_000), looking);
  }

  private VolumeList.Volume row(Volume volume, Uses uses) {
    Seen known = seen.get(volume.key());
    return new VolumeList.Volume(
        survey.name(volume.layer()),
        device(volume.layer(), volume.locked()),
        stack(volume),
        volume.content().type(),
        volume.content().label(),
        volume.content().uuid(),
        volume.sizeBytes(),
        known == null ? -1 : known.freeBytes(),
        state(volume.state()),
        uses.of(volume, ""),
        volume.state() instanceof Volume.State.InUse(String holder) ? holder : "");
  }

  /// A locked one is known by what it stands on.
  private static String device(Layer layer, boolean locked) {
    return locked && layer instanceof Layer.Unlocked unlocked
        ? unlocked.locked().device()
        : layer.device();
  }

  private String stack(Volume volume) {
    String more =
        volume.companions().isEmpty()
            ? ""
            : volume.companions().stream()
                .map(Layer::words)
                .collect(Collectors.joining(", ", " with ", ""));
    return words(volume.layer()) + more;
  }

  private String words(Layer layer) {
    if (!(layer instanceof Layer.Leaf leaf)) {
      return HostileText.line(layer.words(), 400);
    }
    Set<String> disks = tree.disksBelow(leaf.device());
    String all = disks.stream().map(disk -> "/dev/" + disk).collect(Collectors.joining(", "));
    if (all.equals(leaf.device())) {
      return "the whole disk";
    }
    return (disks.size() == 1 && leaf.device().startsWith(all) ? "partition of " : "on ") + all;
  }

  private static State state(Volume.State state) {
    return switch (state) {
      case Volume.State.Free() -> State.CLOSED;
      case Volume.State.Locked() -> State.LOCKED;
      case Volume.State.InUse _ -> State.IN_USE;
    };
  }

  /// Those that a system uses first.
  private List<VolumeList.Volume> subvolumes(Volume volume, Uses uses) {
    return seen.getOrDefault(volume.key(), NOT_SEEN).subvolumes().stream()
        .map(each -> row(volume, each, uses.of(volume, each.path())))
        .sorted(Comparator.comparing((VolumeList.Volume row) -> row.uses().isEmpty()))
        .limit(MOST_SUBVOLUMES)
        .toList();
  }

  private static final Seen NOT_SEEN = new Seen(List.of(), -1, List.of(), "");

  private VolumeList.Volume row(Volume volume, Subvolume subvolume, List<String> uses) {
    return new VolumeList.Volume(
        Key.of(survey.name(volume.layer()), subvolume.id()),
        volume.device() + " " + HostileText.line(subvolume.path(), 200),
        "subvolume of " + volume.device(),
        volume.content().type(),
        "",
        volume.content().uuid(),
        volume.sizeBytes(),
        -1,
        state(volume.state()),
        uses,
        volume.state() instanceof Volume.State.InUse(String holder) ? holder : "");
  }

  /// What lies between two layers is told by those.
  private static boolean forPeople(Survey.Other other) {
    return other.layer() instanceof Layer.Leaf || other.layer() instanceof Layer.Unlocked;
  }

  private VolumeList.Volume row(Survey.Other other) {
    return new VolumeList.Volume(
        survey.name(other.layer()),
        other.layer().device(),
        words(other.layer()),
        other.content().type(),
        other.content().label(),
        other.content().uuid(),
        other.sizeBytes(),
        -1,
        other.inUse().isEmpty() ? State.NOTHING : State.IN_USE,
        List.of(),
        other.inUse().isEmpty() ? nothing(other.content().type()) : other.inUse());
  }

  private static String nothing(String type) {
    return switch (type) {
      case "" -> "No file system was recognised on it.";
      case "swap" -> "Swap space: there are no files on it.";
      case "linux_raid_member" ->
          "A member of a software RAID; what is on the array is listed by itself.";
      case "LVM2_member" -> "Part of an LVM volume group; its volumes are listed by themselves.";
      default -> "There are no files on it by itself.";
    };
  }
}
