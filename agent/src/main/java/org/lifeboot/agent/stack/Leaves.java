package org.lifeboot.agent.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.stack.Lsblk.Device;

/// What the kernel shows that nothing else stands on: disks, partitions, and what a person has
/// assembled.
final class Leaves {

  private static final Set<String> CRYPTO = Set.of("crypto_LUKS", "BitLocker", "cs_fvault2");
  private static final Set<String> MEMBERS =
      Set.of("linux_raid_member", "LVM2_member", "VMFS_volume_member", "zfs_member");

  /// Linux shows an extended partition of an MBR as 1 KiB.
  private static final int EXTENDED_BYTES = 1024;

  private final List<Leaf> found = new ArrayList<>();

  private Leaves() {}

  /// One of them.
  ///
  /// @param inUse one sentence; empty when it is free
  record Leaf(Layer.Leaf layer, Signature content, String inUse) {
    Leaf free() {
      return held("");
    }

    Leaf held(String holder) {
      return new Leaf(layer, content, holder);
    }
  }

  static List<Leaf> of(List<Device> devices) {
    var leaves = new Leaves();
    devices.forEach(device -> leaves.collect(device, false));
    return List.copyOf(leaves.found);
  }

  /// @param held what it lies in is held by a claim, so nobody can have it
  private void collect(Device device, boolean held) {
    String path = Device.text(device.path());
    if (path.startsWith("/dev/mapper/lifeboot-") || path.startsWith("/dev/zram")) {
      return; // a claim: what stands on it is ours
    }
    List<Device> upon = device.upon();
    boolean claimed = held || upon.stream().anyMatch(Leaves::claim);
    boolean known = !Device.text(device.fstype()).isEmpty();
    if (upon.stream().allMatch(Leaves::claim) && (known || device.size() > EXTENDED_BYTES)) {
      found.add(leaf(path, device, claimed));
    }
    upon.forEach(each -> collect(each, claimed));
  }

  private static boolean claim(Device device) {
    return Device.text(device.path()).startsWith("/dev/mapper/lifeboot-");
  }

  private static Leaf leaf(String path, Device device, boolean claimed) {
    List<String> mounts = device.mounts();
    String inUse =
        mounts.isEmpty()
            ? (claimed ? "%s is held by a piece of Lifeboot's work.".formatted(path) : "")
            : "%s is mounted at %s.".formatted(path, mounts.getFirst());
    return new Leaf(
        new Layer.Leaf(
            path, device.size(), Device.text(device.partuuid()), Device.text(device.partlabel())),
        signature(device),
        inUse);
  }

  /// lsblk does not tell what a type is for.
  private static Signature signature(Device device) {
    String type = Device.text(device.fstype());
    if (type.isEmpty()) {
      return Signature.NONE;
    }
    String usage =
        CRYPTO.contains(type)
            ? "crypto"
            : type.endsWith("_member") || MEMBERS.contains(type)
                ? "raid"
                : type.equals("swap") || type.equals("swsuspend") ? "other" : "filesystem";
    return new Signature(
        usage,
        type,
        Device.text(device.fsver()),
        Device.text(device.label()),
        Device.text(device.uuid()));
  }
}
