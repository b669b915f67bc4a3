package org.lifeboot.agent.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.layout.Blkid;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.layout.Vmfs;
import org.lifeboot.agent.tool.Tools;

/// One look at everything, from the disks upwards: what was found on one layer is looked into on
/// the next, until nothing new appears. Then all of it is let go.
final class Surveying {

  private final Stack stack;
  private final Tools tools;
  private final Passphrases asking;

  private final Deque<Found> todo = new ArrayDeque<>();
  private final Map<String, Volume> volumes = new LinkedHashMap<>();
  private final Map<String, Mdadm.Member> arrays = new LinkedHashMap<>();
  private final Map<String, List<Layer>> members = new LinkedHashMap<>();
  private final List<Layer> physical = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final List<Survey.Other> others = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<Layer> brought = new ArrayList<>();

  Surveying(Stack stack, Tools tools, Passphrases asking) {
    this.stack = stack;
    this.tools = tools;
    this.asking = asking;
  }

  private record Found(Layer layer, Signature content, long sizeBytes, String inUse) {}

  Survey take() {
    try {
      return of(Leaves.of(Lsblk.report(tools.run(Lsblk.command()))));
    } catch (NotUp e) {
      return new Survey(List.of(), List.of(), List.of(e.reason()));
    }
  }

  Survey of(List<Leaves.Leaf> leaves) {
    stack.share(Math.toIntExact(leaves.stream().filter(leaf -> leaf.content().known()).count()));
    leaves.forEach(this::found);
    do {
      classifyAll();
    } while (assembleNew() || activateNew());
    return new Survey(gathered(), others, troubles.stream().distinct().toList());
  }

  void letGo() {
    brought.reversed().forEach(stack::release);
    brought.clear();
  }

  private void found(Leaves.Leaf leaf) {
    todo.add(
        new Found(
            leaf.layer(), leaf.content(), leaf.layer().sizeBytes(), stack.ours(leaf).inUse()));
  }

  private void classifyAll() {
    while (!todo.isEmpty()) {
      classify(todo.remove());
    }
  }

  private void classify(Found found) {
    Signature content = found.content();
    if (content.fileSystem() || content.datastore()) {
      volume(found);
      return;
    }
    if (!content.encrypted()) {
      others.add(new Survey.Other(found.layer(), content, found.sizeBytes(), found.inUse()));
    }
    if (content.known()) {
      lookedInto(found);
    }
  }

  private void lookedInto(Found found) {
    Signature content = found.content();
    if (!found.inUse().isEmpty() && !content.usage().equals("other")) {
      troubles.add("What is on %s was not looked at: %s".formatted(device(found), found.inUse()));
    } else if (content.raidMember()) {
      member(found);
    } else if (content.physicalVolume()) {
      physical.add(found.layer());
    } else if (content.encrypted()) {
      locked(found);
    } else if (!content.usage().equals("other")) {
      troubles.add(
          "%s carries %s, which Lifeboot does not look into."
              .formatted(device(found), content.type()));
    }
  }

  private static String device(Found found) {
    return found.layer().device();
  }

  private void volume(Found found) {
    Volume.State state =
        found.inUse().isEmpty() ? new Volume.State.Free() : new Volume.State.InUse(found.inUse());
    Signature content =
        found.content().datastore() && found.layer() instanceof Layer.Leaf
            ? Vmfs.read(device(found), 0, found.content())
            : found.content();
    volumes.put(
        found.layer().key(),
        new Volume(found.layer(), content, found.sizeBytes(), List.of(), state));
  }

  private void member(Found found) {
    try {
      // A leaf's own superblock, not the snapshot's: they are the same, and this one is there.
      String path = path(found.layer());
      Mdadm.Member member = Mdadm.report(path, tools.run(Mdadm.examine(path)));
      if (member.level().equals("container")) {
        throw new NotUp("%s belongs to a firmware RAID; assemble it by hand".formatted(path));
      }
      arrays.putIfAbsent(member.arrayUuid(), member);
      members.computeIfAbsent(member.arrayUuid(), _ -> new ArrayList<>()).add(found.layer());
    } catch (NotUp e) {
      troubles.add(e.reason());
    }
  }

  private String path(Layer layer) throws NotUp {
    return layer instanceof Layer.Leaf(String device, _, _, _) ? device : bring(layer);
  }

  private String bring(Layer layer) throws NotUp {
    String path = stack.bring(layer);
    brought.add(layer);
    return path;
  }

  private void locked(Found found) {
    String uuid = found.content().uuid();
    if (!uuid.matches("[0-9a-fA-F-]{1,64}")) {
      troubles.add("The LUKS header of %s has no UUID.".formatted(device(found)));
      return;
    }
    var layer = new Layer.Unlocked(uuid, found.layer());
    if (!stack.knows(uuid) && !stack.up(layer.key())) {
      asking.of(uuid, device(found)).ifPresent(word -> stack.remember(uuid, word));
    }
    boolean known = stack.knows(uuid) || stack.up(layer.key());
    if (!known || !probed(layer)) {
      volumes.put(
          layer.key(),
          new Volume(
              layer, found.content(), found.sizeBytes(), List.of(), new Volume.State.Locked()));
    }
  }

  /// Whether it could be brought up.
  private boolean probed(Layer layer) {
    try {
      String path = bring(layer);
      switch (Blkid.report(tools.run(Blkid.command(path)))) {
        case Blkid.Report.Found(Signature content, String table) -> {
          todo.add(new Found(layer, content, size(path), ""));
          if (!table.isEmpty() && !content.known()) {
            troubles.add("%s holds a partition table of its own.".formatted(layer.device()));
          }
        }
        case Blkid.Report.Ambivalent() ->
            troubles.add("%s carries signs of several things.".formatted(layer.device()));
        case Blkid.Report.Unreadable(String reason) ->
            troubles.add("reading what is on %s: %s".formatted(layer.device(), reason));
      }
      return true;
    } catch (NotUp e) {
      troubles.add(e.reason());
      return false;
    }
  }

  private static long size(String path) {
    try (var file = new RandomAccessFile(path, "r")) {
      return file.length();
    } catch (IOException _) {
      return 0; // not known
    }
  }

  /// Whether there is something new to look into.
  private boolean assembleNew() {
    boolean some = false;
    for (var each : List.copyOf(arrays.entrySet())) {
      if (done.add("md:" + each.getKey())) {
        some |= probed(array(each.getValue()));
      }
    }
    return some;
  }

  private Layer array(Mdadm.Member any) {
    return new Layer.Array(
        any.arrayUuid(),
        any.name(),
        any.level(),
        any.devices(),
        members.getOrDefault(any.arrayUuid(), List.of()));
  }

  private boolean activateNew() {
    if (physical.isEmpty() || !done.add("pv:" + physical.size())) {
      return false;
    }
    var byPath = new LinkedHashMap<String, Layer>();
    for (Layer layer : physical) {
      told(() -> byPath.put(bring(layer), layer));
    }
    return !byPath.isEmpty() && told(() -> groups(byPath));
  }

  private interface Look {
    @Nullable Object take() throws NotUp;
  }

  /// Whether it went well and found something.
  private boolean told(Look look) {
    try {
      return Boolean.TRUE.equals(look.take());
    } catch (NotUp e) {
      troubles.add(e.reason());
      return false;
    }
  }

  private boolean groups(Map<String, Layer> byPath) throws NotUp {
    var byGroup = new LinkedHashMap<String, List<Lvm.Physical>>();
    List<String> all = List.copyOf(byPath.keySet());
    for (Lvm.Physical each : Lvm.physical(tools.run(Lvm.physical(all)))) {
      if (byPath.containsKey(each.device())) {
        byGroup.computeIfAbsent(each.groupUuid(), _ -> new ArrayList<>()).add(each);
      }
    }
    boolean some = false;
    for (List<Lvm.Physical> group : byGroup.values()) {
      some |= group(group, byPath);
    }
    return some;
  }

  private boolean group(List<Lvm.Physical> group, Map<String, Layer> byPath) {
    String name = group.getFirst().group();
    List<String> devices = group.stream().map(Lvm.Physical::device).toList();
    List<Layer> below = devices.stream().flatMap(path -> layers(byPath, path)).toList();
    boolean some = false;
    try {
      for (Lvm.Logical each : Lvm.logical(tools.run(Lvm.logical(name, devices)))) {
        String uuid = group.getFirst().groupUuid();
        if (!each.pool() && done.add("lv:" + uuid + "/" + each.name())) {
          some |= probed(new Layer.Logical(name, uuid, each.name(), below));
        }
      }
    } catch (NotUp e) {
      troubles.add("%s: %s".formatted(name, e.reason()));
    }
    return some;
  }

  private static Stream<Layer> layers(Map<String, Layer> byPath, String path) {
    return Stream.ofNullable(byPath.get(path));
  }

  /// The devices of a btrfs over several are one volume.
  private List<Volume> gathered() {
    var byUuid = new LinkedHashMap<String, List<Volume>>();
    volumes
        .values()
        .forEach(
            volume ->
                byUuid
                    .computeIfAbsent(
                        volume.content().type().equals("btrfs")
                            ? volume.content().uuid()
                            : volume.key(),
                        _ -> new ArrayList<>())
                    .add(volume));
    return byUuid.values().stream()
        .map(parts -> parts.getFirst().with(parts.stream().skip(1).map(Volume::layer).toList()))
        .toList();
  }
}
