package org.lifeboot.agent.layout;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What partition types are for: the UEFI specification, the Discoverable Partitions Specification,
/// fdisk(8)'s list.
final class PartitionTypes {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("0FC63DAF-8483-4772-8E79-3D69D8477DE4", "Linux"),
          Map.entry("C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "EFI system"),
          Map.entry("21686148-6449-6E6F-744E-656564454649", "BIOS boot"),
          Map.entry("0657FD6D-A4AB-43C4-84E5-0933C84B4F4F", "Linux swap"),
          Map.entry("A19D880F-05FC-4D3B-A006-743F0F84911E", "Linux RAID"),
          Map.entry("E6D6D379-F507-44C2-A23C-238F2A3DF928", "Linux LVM"),
          Map.entry("CA7D7CCB-63ED-4C53-861C-1742536059CC", "Linux LUKS"),
          Map.entry("4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709", "Linux root (x86-64)"),
          Map.entry("B921B045-1DF0-41C3-AF44-4C6F280D3FAE", "Linux root (ARM64)"),
          Map.entry("933AC7E1-2EB4-4F13-B844-0E14E2AEF915", "Linux /home"),
          Map.entry("3B8F8425-20E0-4F3B-907F-1A25A76F98E8", "Linux /srv"),
          Map.entry("4D21B016-B534-45C2-A9FB-5C16E091FD2D", "Linux /var"),
          Map.entry("BC13C2FF-59E6-4262-A352-B275FD6F7172", "Linux /boot"),
          Map.entry("EBD0A0A2-B9E5-4433-87C0-68B6B72699C7", "Microsoft data"),
          Map.entry("E3C9E316-0B5C-4DB8-817D-F92DF00215AE", "Microsoft reserved"),
          Map.entry("DE94BBA4-06D1-4D40-A16A-BFD50179D6AC", "Windows recovery"),
          Map.entry("AA31E02A-400F-11DB-9590-000C2911D1B8", "VMware VMFS"),
          Map.entry("9D275380-40AD-11DB-BF97-000C2911D1B8", "VMware core dump"),
          Map.entry("9198EFFC-31C0-11DB-8F78-000C2911D1B8", "VMware reserved"),
          Map.entry("516E7CBA-6ECF-11D6-8FF8-00022D09712B", "FreeBSD ZFS"),
          Map.entry("6A898CC3-1DD2-11B2-99A6-080020736631", "Solaris /usr or ZFS"),
          Map.entry("5", "extended"),
          Map.entry("f", "extended (LBA)"),
          Map.entry("85", "Linux extended"),
          Map.entry("83", "Linux"),
          Map.entry("82", "Linux swap"),
          Map.entry("8e", "Linux LVM"),
          Map.entry("fd", "Linux RAID autodetect"),
          Map.entry("fb", "VMware VMFS"),
          Map.entry("fc", "VMware VMKCORE"),
          Map.entry("ef", "EFI system"),
          Map.entry("ee", "GPT's protective MBR"),
          Map.entry("7", "NTFS or exFAT"),
          Map.entry("b", "FAT32"),
          Map.entry("c", "FAT32 (LBA)"),
          Map.entry("e", "FAT16 (LBA)"));

  private static final Set<String> PROGRAMS =
      Set.of(
          "21686148-6449-6E6F-744E-656564454649",
          "9E1A2D38-C612-4316-AA26-8B49521E5A8B",
          "E3C9E316-0B5C-4DB8-817D-F92DF00215AE",
          "41");

  private PartitionTypes() {}

  static String name(String type) {
    return NAMES.getOrDefault(
        type.length() > 2 ? type.toUpperCase(Locale.ROOT) : type.toLowerCase(Locale.ROOT), "");
  }

  /// It holds the logical partitions, and no data of its own.
  static boolean extended(String table, String type) {
    return table.equals("dos") && (type.equals("5") || type.equals("f") || type.equals("85"));
  }

  /// It holds the logical partitions, or a program without a file system (GRUB's, PReP's).
  static boolean holdsNoVolume(String table, String type) {
    return extended(table, type) || PROGRAMS.contains(type.toUpperCase(Locale.ROOT));
  }
}
