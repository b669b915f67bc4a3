package org.lifeboot.agent.stack;

import java.util.List;
import java.util.stream.Collectors;

/// Something that data stands on, and what that stands on: what it takes to reach a volume.
public sealed interface Layer {

  /// The same for the same thing, whatever the way it is brought up.
  String key();

  /// What the installed system calls it, as far as that can be known: `/dev/sda1`, `/dev/md/root`,
  /// `/dev/mapper/group-root`.
  String device();

  /// What must be up before it.
  List<Layer> below();

  /// The disks, partitions and the like at the bottom.
  default List<Leaf> leaves() {
    return this instanceof Leaf leaf
        ? List.of(leaf)
        : below().stream().flatMap(lower -> lower.leaves().stream()).distinct().toList();
  }

  /// What it takes to reach it, for people: `LVM volume, on RAID (raid1) of /dev/sda1, /dev/sdb1`.
  default String words() {
    return switch (this) {
      case Leaf leaf -> leaf.device();
      case Array array -> array.members();
      case Logical logical -> "LVM volume, on " + all(logical.below());
      case Unlocked unlocked -> "encrypted (LUKS), on " + unlocked.locked().words();
    };
  }

  private static String all(List<Layer> layers) {
    return layers.stream().map(Layer::words).distinct().collect(Collectors.joining(", "));
  }

  /// A disk, a partition, or what a person has assembled by hand: the kernel has it already.
  ///
  /// @param partUuid empty when it is no partition; so are partLabel
  record Leaf(String device, long sizeBytes, String partUuid, String partLabel) implements Layer {
    @Override
    public String key() {
      return device;
    }

    @Override
    public List<Layer> below() {
      return List.of();
    }
  }

  /// An md array that is not assembled.
  ///
  /// @param name `host:0`, or empty
  /// @param devices how many members it is meant to have
  record Array(String uuid, String name, String level, int devices, List<Layer> below)
      implements Layer {
    public Array {
      below = List.copyOf(below);
    }

    @Override
    public String key() {
      return "md:" + uuid;
    }

    private String members() {
      int missing = devices - below.size();
      return "RAID (%s) of %s%s"
          .formatted(
              level.isEmpty() ? "of an unknown level" : level,
              all(below),
              missing > 0 ? ", %d of %d missing".formatted(missing, devices) : "");
    }

    /// mdadm(8): an array `host:0` is /dev/md0, one `host:root` /dev/md/root.
    @Override
    public String device() {
      String own = name.replaceFirst("^.*:", "");
      if (own.isEmpty()) {
        return "/dev/disk/by-id/md-uuid-" + uuid;
      }
      return own.matches("\\d{1,3}") ? "/dev/md" + own : "/dev/md/" + own;
    }
  }

  /// An LVM volume that is not active.
  ///
  /// @param group the volume group's name
  /// @param below its physical volumes, those that were found
  record Logical(String group, String groupUuid, String volume, List<Layer> below)
      implements Layer {
    public Logical {
      below = List.copyOf(below);
    }

    @Override
    public String key() {
      return "lv:" + groupUuid + "/" + volume;
    }

    /// LVM doubles the dashes of both names.
    @Override
    public String device() {
      return "/dev/mapper/" + group.replace("-", "--") + "-" + volume.replace("-", "--");
    }
  }

  /// What is behind a LUKS header.
  ///
  /// @param uuid the header's
  record Unlocked(String uuid, Layer locked) implements Layer {
    @Override
    public String key() {
      return "luks:" + uuid;
    }

    @Override
    public String device() {
      return "/dev/mapper/luks-" + uuid;
    }

    @Override
    public List<Layer> below() {
      return List.of(locked);
    }
  }
}
