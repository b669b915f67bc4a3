package org.lifeboot.protocol;

import java.util.List;
import java.util.Objects;

/// The drives of a server as its rescue system sees them. All text comes from the server and is
/// hostile.
///
/// @param drives whole disks, in the kernel's order
@io.avaje.jsonb.Json
public record Inventory(List<Drive> drives) {
  public Inventory {
    drives = List.copyOf(drives);
  }

  /// One whole disk.
  ///
  /// @param device `/dev/sda`
  /// @param model the drive's own name, or empty
  /// @param serial serial number, or empty
  /// @param firmware firmware revision, or empty
  /// @param transport `sata`, `sas`, `nvme`, `usb`, `virtio`, …, or empty
  /// @param rotational true for a drive with platters
  /// @param sizeBytes size in bytes
  /// @param smart what the drive says of itself
  /// @param contents what stands directly on the drive: partitions, or a file system or member on
  ///   the whole disk
  /// @param place where in the server it sits (`slot 3 of enclosure 0:0:8:0`, `port ata2`, …), or
  ///   empty where the kernel does not know
  public record Drive(
      String device,
      String model,
      String serial,
      String firmware,
      String transport,
      boolean rotational,
      long sizeBytes,
      Smart smart,
      List<Volume> contents,
      String place) {
    public Drive {
      Objects.requireNonNull(device, "device");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(serial, "serial");
      Objects.requireNonNull(firmware, "firmware");
      Objects.requireNonNull(transport, "transport");
      Objects.requireNonNull(smart, "smart");
      contents = List.copyOf(contents);
      place = Objects.requireNonNullElse(place, ""); // stored by an earlier Manager
    }

    /// A drive of which nobody knows where it sits.
    public Drive(
        String device,
        String model,
        String serial,
        String firmware,
        String transport,
        boolean rotational,
        long sizeBytes,
        Smart smart,
        List<Volume> contents) {
      this(device, model, serial, firmware, transport, rotational, sizeBytes, smart, contents, "");
    }
  }

  /// The drive's own SMART verdict.
  ///
  /// @param reason one sentence for a person
  public record Smart(Verdict verdict, String reason) {
    public Smart {
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /// A partition or anything stacked on one, as found, without assembling or activating anything.
  ///
  /// @param device `/dev/sda1`
  /// @param kind `partition`, `disk` (a file system on the whole disk), `lvm`, `raid1`, `crypt`, …:
  ///   lsblk's TYPE
  /// @param sizeBytes size in bytes
  /// @param fileSystem blkid's TYPE (`ext4`, `xfs`, `swap`, `linux_raid_member`, `LVM2_member`, …),
  ///   or empty
  /// @param label file system label, or empty
  /// @param uuid file system UUID, or empty
  /// @param partitionLabel GPT name, or empty
  /// @param partitionType GPT type's or MBR type's name in words, or empty
  /// @param mountPoints where it is mounted in the rescue system
  /// @param contents what stands on it
  public record Volume(
      String device,
      String kind,
      long sizeBytes,
      String fileSystem,
      String label,
      String uuid,
      String partitionLabel,
      String partitionType,
      List<String> mountPoints,
      List<Volume> contents) {
    public Volume {
      Objects.requireNonNull(device, "device");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(fileSystem, "fileSystem");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(uuid, "uuid");
      Objects.requireNonNull(partitionLabel, "partitionLabel");
      Objects.requireNonNull(partitionType, "partitionType");
      mountPoints = List.copyOf(mountPoints);
      contents = List.copyOf(contents);
    }
  }
}
