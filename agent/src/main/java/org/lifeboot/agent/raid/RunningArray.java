package org.lifeboot.agent.raid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.linux.SysFiles;

/// An array that the kernel has assembled (the kernel's admin-guide/md, "md devices in sysfs").
///
/// @param device `/dev/md0`
/// @param level `raid1`
/// @param metadata `1.2`, `0.90`, `external:imsm`
/// @param state `clean`, `active`, `read-auto`, …
/// @param action `idle`, `recover`, `resync`, `check`, …
/// @param disks how many active members it is meant to have
/// @param degraded how many of them are missing
/// @param componentBytes what it uses of each member
public record RunningArray(
    String device,
    String level,
    String metadata,
    String state,
    String action,
    int disks,
    int degraded,
    long componentBytes,
    List<Member> members) {

  public RunningArray {
    members = List.copyOf(members);
  }

  /// One of its members.
  ///
  /// @param device `/dev/sda1`
  /// @param state words with commas between: `in_sync`, `spare`, `faulty`, `want_replacement`, …
  /// @param offsetBytes where its data begin
  public record Member(String device, String state, long offsetBytes) {

    boolean is(String word) {
      return List.of(state.split(",", -1)).contains(word);
    }

    /// It holds all of its part of the data.
    boolean works() {
      return is("in_sync") && !is("faulty");
    }
  }

  /// Empty when the kernel knows no such array.
  ///
  /// @param root `/`; another folder in tests
  public static Optional<RunningArray> read(Path root, String device) {
    String name = Block.kernelName(root, device);
    Path md = root.resolve("sys/class/block").resolve(name).resolve("md");
    if (!Files.isDirectory(md)) {
      return Optional.empty();
    }
    return Optional.of(
        new RunningArray(
            "/dev/" + name,
            SysFiles.text(md.resolve("level")),
            SysFiles.text(md.resolve("metadata_version")),
            SysFiles.text(md.resolve("array_state")),
            SysFiles.text(md.resolve("sync_action")),
            (int) SysFiles.number(md.resolve("raid_disks")).orElse(0),
            (int) SysFiles.number(md.resolve("degraded")).orElse(0),
            SysFiles.number(md.resolve("component_size")).orElse(0) * 1024,
            SysFiles.list(md, "dev-*").stream().map(RunningArray::member).toList()));
  }

  /// The kernel writes the `/` of `cciss/c0d0` as `!`.
  private static Member member(Path folder) {
    String name = SysFiles.name(folder).substring("dev-".length()).replace('!', '/');
    return new Member(
        "/dev/" + name,
        SysFiles.text(folder.resolve("state")),
        SysFiles.number(folder.resolve("offset")).orElse(0) * 512);
  }

  Optional<Member> member(String device) {
    return members.stream().filter(each -> each.device().equals(device)).findFirst();
  }

  /// The devices of those that the kernel uses no more.
  public List<String> failed() {
    return members.stream().filter(each -> each.is("faulty")).map(Member::device).toList();
  }

  boolean idle() {
    return action.isEmpty() || action.equals("idle");
  }

  /// A member waits to be filled: the kernel begins within a second or two.
  public boolean aboutToFill() {
    return members.stream()
        .filter(each -> !each.works() && !each.is("faulty"))
        .anyMatch(each -> degraded > 0 || each.is("replacement"));
  }

  /// Whether its data can still all be read when one more member goes. Of RAID 10 only what holds
  /// for every layout.
  boolean survivesTheLossOf(Member member) {
    long others = members.stream().filter(each -> !each.equals(member) && each.works()).count();
    return switch (level) {
      case "raid1" -> others >= 1;
      case "raid4", "raid5", "raid10" -> degraded == 0;
      case "raid6" -> degraded <= 1;
      default -> false;
    };
  }

  /// What a new member must have room for.
  long neededBytes() {
    long offset = members.stream().mapToLong(Member::offsetBytes).max().orElse(0);
    return componentBytes + Math.max(offset, SUPERBLOCK_AT_THE_END_BYTES);
  }

  /// Metadata 0.90 and 1.0 keep it in the last 64 to 128 KiB.
  private static final long SUPERBLOCK_AT_THE_END_BYTES = 128 << 10;
}
