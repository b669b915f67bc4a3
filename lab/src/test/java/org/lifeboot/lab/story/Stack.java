package org.lifeboot.lab.story;

import java.util.List;
import java.util.stream.Stream;

/// Two drives with the same file systems at three heights: on partitions, on arrays (RAID1), and on
/// LVM volumes over an array. Made on the rescued server by its own tools.
///
/// @param first a drive of 1.5 GiB: `/dev/vdj`; its partitions 5 to 7 carry file systems
/// @param second a drive of 1 GiB
record Stack(String first, String second) {

  private static final String MAKE =
      """
      set -e
      echo 0 >/sys/module/md_mod/parameters/start_ro 2>/dev/null || modprobe md_mod start_ro=0
      mirrored='-n 1:0:+34M -n 2:0:+306M -n 3:0:+130M -n 4:0:+490M'
      sgdisk $mirrored -n 5:0:+32M -n 6:0:+300M -n 7:0:+128M FIRST
      sgdisk $mirrored SECOND
      udevadm settle
      for n in 1 2 3 4; do
        mdadm --create /dev/md$n --run --level=1 --raid-devices=2 --assume-clean FIRST$n SECOND$n
      done
      pvcreate -qq /dev/md4
      vgcreate -qq group /dev/md4
      lvcreate -qq -y -an -Zn -Wn -L 32M -n ext4 group
      lvcreate -qq -y -an -Zn -Wn -L 304M -n xfs group
      lvcreate -qq -y -an -Zn -Wn -L 128M -n btrfs group
      vgchange -qq -ay group
      udevadm settle
      for device in FIRST5 /dev/md1 /dev/mapper/group-ext4; do mkfs.ext4 -q -F $device; done
      for device in FIRST6 /dev/md2 /dev/mapper/group-xfs; do mkfs.xfs -q -f $device; done
      for device in FIRST7 /dev/md3 /dev/mapper/group-btrfs; do mkfs.btrfs -q -f $device; done
      udevadm settle
      ls -l /dev/mapper /dev/group
      cat /proc/mdstat
      """;

  String make() {
    return MAKE.replace("FIRST", first).replace("SECOND", second);
  }

  /// What has a file system.
  List<String> fileSystems() {
    return Stream.of(
            List.of(first + 5, first + 6, first + 7),
            List.of("/dev/md1", "/dev/md2", "/dev/md3"),
            List.of("/dev/mapper/group-ext4", "/dev/mapper/group-xfs", "/dev/mapper/group-btrfs"))
        .flatMap(List::stream)
        .toList();
  }

  /// What kind of file system is on a device. A mount that is not told has to read the device to
  /// find out, which takes minutes beside the scan of a slow one.
  String type(String device) {
    return List.of("ext4", "xfs", "btrfs").get(fileSystems().indexOf(device) % 3);
  }

  /// What lies below them: disks, members, and the array below the volumes.
  List<String> below() {
    return List.of(
        first, second, first + 1, first + 2, first + 3, first + 4, second + 1, "/dev/md4");
  }

  /// Mounts all of them.
  String mount() {
    return each("mkdir -p PLACE && mount DEVICE PLACE");
  }

  String unmount() {
    return each("umount PLACE");
  }

  private String each(String command) {
    return String.join(
        " && ",
        fileSystems().stream()
            .map(device -> command.replace("DEVICE", device).replace("PLACE", place(device)))
            .toList());
  }

  static String place(String device) {
    return "/mnt/" + device.replaceFirst(".*/", "");
  }
}
