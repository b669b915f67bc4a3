package org.lifeboot.lab.story;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lifeboot.lab.server.Drive;

/// Drives with known faults, and such as a power cut leaves, made anew for one test.
final class BrokenDrives {

  /// The sector of [#withABadSector] that cannot be read, counted in 512 bytes.
  static final long BAD_SECTOR = 40_000;

  private final Path folder;

  BrokenDrives(Path folder) {
    this.folder = folder;
  }

  /// An ext4 whose block bitmaps say that used blocks are free and the other way round.
  Drive withADamagedExt4() {
    var image = image("damaged", 64).formatted("mkfs.ext4", "-q", "-F", "-L", "damaged");
    Image.run("debugfs", "-w", "-R", "mkdir /customers", image.file().toString());
    Image.run("debugfs", "-w", "-R", "clri /customers", image.file().toString());
    return Drive.virtio("damaged", image.file(), "LB-BAD-EXT4");
  }

  /// An ext4 that was mounted when the power went: its journal is to be replayed.
  Drive withADirtyExt4() {
    var image = image("dirty", 64).formatted("mkfs.ext4", "-q", "-F", "-L", "dirty");
    return Drive.virtio("dirty", image.copiedWhileMounted("ext4").file(), "LB-DIRTY-EXT4");
  }

  /// An XFS that was mounted when the power went: its log is to be replayed. mkfs.xfs makes none
  /// smaller than 300 MiB.
  Drive withADirtyXfs() {
    var image = image("dirtyxfs", 320).formatted("mkfs.xfs", "-q", "-f");
    return Drive.virtio("dirtyxfs", image.copiedWhileMounted("xfs").file(), "LB-DIRTY-XFS");
  }

  /// A btrfs that was mounted when the power went: its log tree is to be replayed.
  Drive withADirtyBtrfs() {
    return Drive.virtio("dirtybtrfs", dirtyBtrfs("dirtybtrfs").file(), "LB-DIRTY-BTRFS");
  }

  private Image dirtyBtrfs(String name) {
    return image(name, 128).formatted("mkfs.btrfs", "-q").copiedWhileMounted("btrfs");
  }

  /// The two members of a RAID1 that was in use when the power went, with a dirty btrfs on it.
  List<Drive> ofAnUncleanRaid1() {
    var content = dirtyBtrfs("content");
    return List.of(
        Drive.virtio("mirrora", member("mirrora", content, 0), "LB-MIRROR-A"),
        Drive.virtio("mirrorb", member("mirrorb", content, 1), "LB-MIRROR-B"));
  }

  private Path member(String name, Image content, int role) {
    var member = image(name, 130);
    new RaidSuperblock(role, 128L << 20).writeTo(member);
    Image.run(
        "dd",
        "status=none",
        "conv=notrunc,sparse",
        "bs=1M",
        "seek=" + RaidSuperblock.DATA_MEBIBYTES,
        "if=" + content.file(),
        "of=" + member.file());
    return member.file();
  }

  /// A drive with one sector that cannot be read.
  Drive withABadSector() {
    return Drive.virtio("bad", image("bad", 64).file(), "LB-BAD-SECTOR").withBadSector(BAD_SECTOR);
  }

  /// A VMFS datastore with one virtual machine.
  Drive withADatastore(int version) {
    Path image = folder.resolve("vmfs" + version + ".raw");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Image.run(
        java.toString(),
        VmfsFullTest.maker().toString(),
        Integer.toString(version),
        image.toString());
    return Drive.virtio("vmfs" + version, image, "LB-VMFS-" + version);
  }

  /// A drive with nothing on it.
  Drive empty(String name, int mebibytes) {
    return Drive.virtio(
        name, image(name, mebibytes).file(), "LB-EMPTY-" + name.toUpperCase(Locale.ROOT));
  }

  private Image image(String name, long mebibytes) {
    return Image.empty(folder.resolve(name + ".raw"), mebibytes);
  }
}
