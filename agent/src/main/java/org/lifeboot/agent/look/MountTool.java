package org.lifeboot.agent.look;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.tool.Command;

/// mount(8) and umount(8) for looking, and the FUSE programs for what the kernel does not know.
/// Nothing in a stranger's file system is a device, a program or a way to other rights; what ext4
/// would do on an error is not left to its superblock, which may say "panic".
final class MountTool {

  /// A journal is replayed first.
  private static final Duration MOUNT_LIMIT = Duration.ofMinutes(10);

  private static final Duration UMOUNT_LIMIT = Duration.ofSeconds(30);

  private static final String HARMLESS = "ro,nosuid,nodev,noexec,noatime";

  private MountTool() {}

  /// Ways to mount it, the best first.
  ///
  /// @param type as blkid(8) names it
  static List<Command> mount(String type, Path device, Path folder) {
    String from = device.toString();
    String to = folder.toString();
    return switch (type) {
      case "ext2", "ext3", "ext4" -> List.of(kernel(type, HARMLESS + ",errors=continue", from, to));
      case "xfs" -> List.of(kernel(type, HARMLESS + ",nouuid", from, to));
      case "vfat" ->
          List.of(kernel(type, HARMLESS + ",utf8=1", from, to), kernel(type, HARMLESS, from, to));
      case "ntfs" ->
          List.of(
              kernel("ntfs3", HARMLESS, from, to),
              Command.of(MOUNT_LIMIT, "ntfs-3g", "-o", "ro,nosuid,nodev,noexec", from, to));
      case "VMFS", "VMFS_volume_member" ->
          List.of(
              Command.of(MOUNT_LIMIT, "vmfs6-fuse", from, to),
              Command.of(MOUNT_LIMIT, "vmfs-fuse", from, to));
      default -> List.of(kernel(type, HARMLESS, from, to));
    };
  }

  private static Command kernel(String type, String options, String from, String to) {
    return Command.of(MOUNT_LIMIT, "mount", "-n", "-i", "-t", type, "-o", options, "--", from, to);
  }

  /// Ways to take it away: the second where somebody is still in it.
  static List<Command> umount(Path folder) {
    var ways = new ArrayList<Command>();
    ways.add(Command.of(UMOUNT_LIMIT, "umount", "--", folder.toString()));
    ways.add(Command.of(UMOUNT_LIMIT, "umount", "-l", "--", folder.toString()));
    return ways;
  }
}
