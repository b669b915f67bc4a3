package org.lifeboot.agent.layout;

import io.avaje.jsonb.Json;
import java.util.List;

/// What is on one disk or in one image. Texts are safe to show; what is not known is empty.
///
/// @param source the device or file
/// @param content what stands on all of it, without a partition table
/// @param table `gpt`, `dos`, …; empty when there is none
/// @param tableId the GPT's GUID, the MBR's number
/// @param troubles what could not be read or is wrong, a sentence each
@Json
public record Layout(
    String source,
    long sizeBytes,
    Signature content,
    String table,
    String tableId,
    List<Partition> partitions,
    List<String> troubles) {

  public Layout {
    partitions = List.copyOf(partitions);
    troubles = List.copyOf(troubles);
  }

  /// The partitions that are there to hold a file system or something like it: no extended one, no
  /// boot loader's.
  public List<Partition> volumes() {
    return partitions.stream()
        .filter(each -> !PartitionTypes.holdsNoVolume(table, each.type()))
        .toList();
  }

  /// All that can be read of a GPT is the MBR that protects it.
  public boolean protectiveOnly() {
    return table.equals("dos")
        && !partitions.isEmpty()
        && partitions.stream().allMatch(each -> each.type().equals("ee"));
  }

  /// One partition.
  ///
  /// @param number as in `sda5`; 0 when it cannot be told
  /// @param type a GUID (GPT) or two hexadecimal digits (MBR)
  /// @param typeName `Linux`, `EFI system`; empty for types without a common name
  /// @param name the one that GPT keeps
  /// @param uuid the partition's own (PARTUUID), not its file system's
  /// @param innerTable the kind of a partition table inside of it; what that holds is not read
  @Json
  public record Partition(
      int number,
      long startBytes,
      long sizeBytes,
      String type,
      String typeName,
      String name,
      String uuid,
      boolean bootable,
      Signature content,
      String innerTable) {}

  static Layout unread(String source, long sizeBytes, String trouble) {
    return new Layout(source, sizeBytes, Signature.NONE, "", "", List.of(), List.of(trouble));
  }
}
