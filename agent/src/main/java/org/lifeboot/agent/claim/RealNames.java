package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Keeps a hand-made `mount UUID=…` from landing in RAM: what is brought up over a claim (an array,
/// a volume, an opened LUKS) shows the same file system as the disks, and gets no name in
/// /dev/disk. The claims themselves get none by the image's own rule.
///
/// Sources: udev(7); the kernel's Documentation/ABI, `/sys/block/…/slaves`; blkid(8),
/// "Configuration file": without `EVALUATE=udev`, who finds no name probes every device there is,
/// ours too.
final class RealNames {

  /// The claims below, at whatever height: LUKS on a volume on an array is three above one.
  private static final String OVER_A_CLAIM =
      "SUBSYSTEM==\"block\", ACTION!=\"remove\", KERNEL==\"%1$s\","
          + " PROGRAM==\"/bin/sh -c 'cd -P /sys/class/block/%%k/%2$s && grep -qs ^lifeboot-"
          + " slaves/*/dm/name slaves/*/slaves/*/dm/name slaves/*/slaves/*/slaves/*/dm/name"
          + " slaves/*/slaves/*/slaves/*/slaves/*/dm/name'\", %3$s\n";

  private static final String VOLUMES =
      "# Of Lifeboot's Agent. Before 60-persistent-storage-dm.rules, which makes the links.\n"
          + OVER_A_CLAIM.formatted("dm-*", ".", "ENV{DM_UDEV_DISABLE_DISK_RULES_FLAG}=\"1\"");

  private static final String ARRAYS =
      "# Of Lifeboot's Agent. After 63-md-raid-arrays.rules, which makes the links.\n"
          + OVER_A_CLAIM.formatted("md[0-9]*", ".", "SYMLINK=\"\"")
          + OVER_A_CLAIM.formatted("md*p[0-9]*", "..", "SYMLINK=\"\"");

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Tools tools;
  private final Path root;
  private boolean kept;

  RealNames(Tools tools, Path root) {
    this.tools = tools;
    this.root = root;
  }

  /// Once, and in a rescue system only: elsewhere udev and blkid are somebody else's.
  synchronized void keep() {
    if (kept || !Files.exists(root.resolve("run/lifeboot/agent.squashfs"))) {
      return;
    }
    kept = true;
    try {
      boolean fresh = written("run/udev/rules.d/57-lifeboot-looks.rules", VOLUMES);
      fresh |= written("run/udev/rules.d/64-lifeboot-looks.rules", ARRAYS);
      if (!Files.exists(root.resolve("etc/blkid.conf"))) {
        written("etc/blkid.conf", "# Of Lifeboot's Agent: see its udev rules.\nEVALUATE=udev\n");
      }
      if (fresh) {
        Outcome _ = tools.run(Command.of(LIMIT, "udevadm", "control", "--reload"));
      }
    } catch (IOException e) {
      System.err.println("keeping /dev/disk from pointing into memory: " + e + ", ignoring");
    }
  }

  /// Whether it was not there.
  private boolean written(String name, String text) throws IOException {
    Path file = root.resolve(name);
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return false;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return true;
  }
}
