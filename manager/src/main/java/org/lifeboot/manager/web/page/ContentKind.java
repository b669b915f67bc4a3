package org.lifeboot.manager.web.page;

import java.util.Map;

/// Words for what is on a volume, from blkid(8)'s TYPE.
public final class ContentKind {

  private static final Map<String, String> NO_FILE_SYSTEMS =
      Map.of(
          "swap", "swap space",
          "linux_raid_member", "member of a Linux RAID",
          "LVM2_member", "LVM physical volume",
          "crypto_LUKS", "encrypted (LUKS)",
          "zfs_member", "member of a ZFS pool",
          "VMFS_volume_member", "VMFS datastore");

  private ContentKind() {}

  /// For a column: `ext4`, `FAT`, `encrypted (LUKS)`; empty when nothing is known.
  public static String brief(String type) {
    String known = NO_FILE_SYSTEMS.getOrDefault(type, Visible.text(type));
    return known.equals("vfat") ? "FAT" : known;
  }

  /// For a sentence: `ext4 file system`, `encrypted (LUKS)`.
  public static String words(String type) {
    return NO_FILE_SYSTEMS.containsKey(type) ? brief(type) : brief(type) + " file system";
  }
}
