package org.lifeboot.agent.check.filesystem;

/// What blkid finds that holds no file system of its own.
final class NotAFileSystem {

  private NotAFileSystem() {}

  /// One sentence.
  ///
  /// @param type blkid's name of it
  static String inWords(String type) {
    return switch (type) {
      case "swap" -> "This is swap space, not a file system: there is nothing to check.";
      case "crypto_LUKS" ->
          "This is an encrypted volume (LUKS), not a file system: open it, then check what is in it.";
      case "LVM2_member" ->
          "This is a physical volume of LVM, not a file system: check its logical volumes.";
      case "linux_raid_member", "ddf_raid_member", "isw_raid_member" ->
          "This is a member of a RAID array, not a file system: check the array.";
      case "bcache", "zfs_member", "VMFS_volume_member" ->
          "This is a member of something larger (" + type + "), not a file system by itself.";
      default -> "This holds " + type + ", which is not a file system.";
    };
  }
}
