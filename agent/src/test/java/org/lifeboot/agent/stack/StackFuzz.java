package org.lifeboot.agent.stack;

import static org.lifeboot.agent.tool.Hostile.require;
import static org.lifeboot.agent.tool.Hostile.requireLine;

import java.util.List;
import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.agent.tool.Outcome;

/// What lsblk, mdadm, lvm and the kernel tell of disks that a stranger made.
public final class StackFuzz {

  private StackFuzz() {}

  public static void lsblk(byte[] input) {
    try {
      Lsblk.report(Hostile.outcome(input)).forEach(StackFuzz::walk);
    } catch (NotUp e) {
      requireLine(String.valueOf(e.getMessage()), 1_000);
    }
  }

  private static void walk(Lsblk.Device device) {
    device.mounts().forEach(mount -> requireLine(mount, 256));
    device.upon().forEach(StackFuzz::walk);
  }

  public static void mdadm(byte[] input) {
    try {
      Mdadm.Member member = Mdadm.report("/dev/vda", Hostile.outcome(input));
      requireLine(member.arrayUuid(), 64);
      requireLine(member.name(), 256);
    } catch (NotUp e) {
      requireLine(String.valueOf(e.getMessage()), 1_000);
    }
  }

  public static void lvm(byte[] input) {
    Outcome outcome = Hostile.outcome(input);
    try {
      for (Lvm.Physical each : Lvm.physical(outcome)) {
        requireLine(each.group(), 127);
      }
      for (Lvm.Logical each : Lvm.logical(outcome)) {
        requireLine(each.name(), 127);
        require(each.sizeBytes() >= 0, "a size below zero");
      }
    } catch (NotUp e) {
      requireLine(String.valueOf(e.getMessage()), 1_000);
    }
  }

  /// A mount point is found again, whatever its name.
  public static void mounts(byte[] input) {
    String text = Hostile.text(input);
    MountTable.of(text);
    String point = "/mnt/" + text.replace("\0", "");
    String escaped =
        point
            .replace("\\", "\\134")
            .replace(" ", "\\040")
            .replace("\t", "\\011")
            .replace("\n", "\\012");
    String line = "36 35 98:0 / " + escaped + " rw,noatime shared:1 - ext3 /dev/root rw\n";
    MountTable table = MountTable.of("1 1 0:1 / / rw - x y rw\n" + line);
    require(table.points().equals(List.of("/", point)), "not found again: " + point);
    require(table.under("/mnt").equals(List.of(point)), "not under its folder: " + point);
  }
}
