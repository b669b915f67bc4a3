package org.lifeboot.manager.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lifeboot.protocol.Inventory.Volume;

/// A partition or what stands on one.
///
/// @param what `ext4 file system`, `swap`, `member of a RAID`, …
/// @param names label, GPT name, type: whatever tells it from the others
public record VolumeView(
    String device,
    String size,
    String what,
    List<String> names,
    String uuid,
    String mounted,
    List<VolumeView> contents) {

  public static VolumeView of(Volume volume) {
    return new VolumeView(
        Visible.text(volume.device()),
        Sizes.drive(volume.sizeBytes()),
        what(volume),
        names(volume),
        Visible.text(volume.uuid()),
        Visible.text(String.join(", ", volume.mountPoints())),
        volume.contents().stream().map(VolumeView::of).toList());
  }

  private static String what(Volume volume) {
    return volume.fileSystem().isEmpty() ? empty(volume) : ContentKind.words(volume.fileSystem());
  }

  private static String empty(Volume volume) {
    return switch (volume.kind()) {
      case "partition", "part" -> "no file system found";
      case "disk" -> "whole disk";
      case "lvm" -> "LVM logical volume";
      case "crypt" -> "opened encryption";
      default -> Visible.text(volume.kind().toUpperCase(Locale.ROOT));
    };
  }

  private static List<String> names(Volume volume) {
    var names = new ArrayList<String>();
    add(names, "label", volume.label());
    add(names, "name", volume.partitionLabel());
    add(names, "type", volume.partitionType());
    return List.copyOf(names);
  }

  private static void add(List<String> names, String what, String text) {
    if (!text.isBlank()) {
      names.add(what + " “" + Visible.text(text) + "”");
    }
  }
}
