package org.lifeboot.agent.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lifeboot.agent.mount.MountPlan.Access;

/// Of what an fstab wants, what a kind of file system needs to be seen as the system sees it.
/// Nothing else is taken over: no helper programs, no quotas, no security contexts.
final class MountOptions {

  private static final Set<String> FAT =
      Set.of("umask", "fmask", "dmask", "uid", "gid", "iocharset", "codepage", "shortname", "utf8");
  private static final Map<String, Set<String>> WANTED =
      Map.of(
          "btrfs", Set.of("subvol", "subvolid", "degraded"),
          "vfat", FAT,
          "exfat", FAT,
          "ntfs", FAT,
          "ntfs3", FAT,
          "f2fs", Set.of(),
          "jfs", Set.of("iocharset"));

  /// A quotation mark or a backslash would be read by mount(8).
  private static final Pattern HARMLESS = Pattern.compile("[^\\p{Cntrl}\"\\\\,]{1,1000}");

  private MountOptions() {}

  static List<String> of(String type, List<String> wanted, Access access) {
    var options = new ArrayList<String>();
    options.add(access.readOnly() || (access == Access.WRITE && readOnly(wanted)) ? "ro" : "rw");
    if (type.equals("xfs") && access != Access.WRITE) {
      options.add("nouuid");
    }
    Set<String> known = WANTED.getOrDefault(type, Set.of());
    wanted.stream()
        .filter(option -> known.contains(option.replaceFirst("=.*", "")))
        .filter(option -> HARMLESS.matcher(option).matches())
        .forEach(options::add);
    return List.copyOf(options);
  }

  private static boolean readOnly(List<String> wanted) {
    return wanted.lastIndexOf("ro") > wanted.lastIndexOf("rw");
  }
}
