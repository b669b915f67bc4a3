package org.lifeboot.lab.story;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.lifeboot.lab.server.Drive;

/// A damaged file system of each kind that can be checked, each on a drive of its own: made by the
/// kind's own tool, then some bytes were altered.
final class DamagedFileSystems {

  private final Path folder;

  DamagedFileSystems(Path folder) {
    this.folder = folder;
  }

  /// The drives; each is named after its kind of file system.
  List<Drive> ofEachKind() {
    return List.of(
            drive("ext4", 32, "mkfs.ext4", "-q", "-F").altered(64 << 10, random(1)),
            drive("xfs", 300, "mkfs.xfs", "-q", "-f").altered(512, new byte[128 << 10]),
            drive("btrfs", 128, "mkfs.btrfs", "-q").altered(5 << 20, new byte[60 << 20]),
            drive("vfat", 32, "mkfs.vfat", "-a", "-F", "16", "-R", "1", "-f", "2")
                .altered(576, new byte[] {9, 0, 17, 0, 4, 0, 33, 0, 2, 0}),
            drive("exfat", 32, "mkfs.exfat").altered(80 << 10, random(4)),
            drive("ntfs", 32, "mkfs.ntfs", "-F", "-q").altered(80 << 10, random(12)),
            drive("f2fs", 128, "mkfs.f2fs", "-q").altered(80 << 10, random(12)),
            drive("jfs", 32, "mkfs.jfs", "-q").altered(80 << 10, random(12)),
            drive("reiserfs", 64, "mkfs.reiserfs", "-q", "-ff").altered(32_840 << 10, random(12)))
        .stream()
        .map(DamagedFileSystems::drive)
        .toList();
  }

  private static Drive drive(Image image) {
    var name = image.file().getFileName().toString().replace(".raw", "");
    return Drive.virtio(name, image.file(), "LB-BAD-" + name.toUpperCase(Locale.ROOT));
  }

  private Image drive(String kind, int mebibytes, String... make) {
    return Image.empty(folder.resolve(kind + ".raw"), mebibytes).formatted(make);
  }

  /// The same bytes every time.
  private static byte[] random(int mebibytes) {
    var bytes = new byte[mebibytes << 20];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
