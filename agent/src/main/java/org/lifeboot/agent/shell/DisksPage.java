package org.lifeboot.agent.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.agent.layout.Layout;
import org.lifeboot.agent.layout.Layout.Partition;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.Inventory.Volume;

/// `lifeboot disks` for people.
final class DisksPage {

  private DisksPage() {}

  /// The page of one disk or image.
  ///
  /// @param disk what the kernel knows of it; empty for an image
  static String of(Layout layout, Optional<Disk> disk) {
    var lines = new ArrayList<String>();
    lines.add(title(layout, disk));
    if (layout.content().known()) {
      lines.add("  all of it: " + content(layout.content()));
    } else if (layout.table().isEmpty() && layout.troubles().isEmpty()) {
      lines.add("  nothing that is known: no partition table, no file system");
    }
    Map<String, Volume> volumes =
        disk.stream()
            .flatMap(each -> each.contents().stream())
            .collect(Collectors.toMap(Volume::device, Function.identity(), (a, _) -> a));
    var columns = new Columns();
    layout.partitions().forEach(part -> columns.row(cells(part, layout, volumes)));
    lines.addAll(columns.lines("  "));
    volumes.values().stream()
        .sorted((a, b) -> a.device().compareTo(b.device()))
        .forEach(volume -> upon(volume.contents(), "on " + volume.device() + ": ", lines));
    layout.troubles().forEach(trouble -> lines.add("  ! " + trouble));
    return String.join("\n", lines) + "\n";
  }

  private static String title(Layout layout, Optional<Disk> disk) {
    var words = new ArrayList<String>();
    words.add(HostileText.line(layout.source()));
    words.add(Pages.size(layout.sizeBytes()));
    disk.ifPresent(
        each -> {
          words.add(each.model());
          words.add(each.serial().isEmpty() ? "" : "serial " + each.serial());
          words.add(each.transport());
        });
    words.add(layout.table().isEmpty() ? "" : table(layout.table()));
    return joined(words.stream());
  }

  private static String table(String kind) {
    return switch (kind) {
      case "gpt" -> "GPT";
      case "dos" -> "MBR";
      default -> kind;
    };
  }

  private static String joined(Stream<String> words) {
    return words.filter(word -> !word.isEmpty()).collect(Collectors.joining("  "));
  }

  private static String[] cells(Partition part, Layout layout, Map<String, Volume> volumes) {
    String device = device(layout.source(), part.number());
    Optional<Volume> volume = Optional.ofNullable(volumes.get(device));
    String type = part.typeName().isEmpty() ? "type " + part.type() : part.typeName();
    String inner =
        part.innerTable().isEmpty()
            ? ""
            : "holds a partition table of its own (%s)".formatted(table(part.innerTable()));
    return new String[] {
      volume.isPresent() ? device : Integer.toString(part.number()),
      Pages.size(part.sizeBytes()),
      part.bootable() ? type + " *" : type,
      joined(Stream.of(content(part.content()), inner)),
      part.name().isEmpty() ? "" : "[" + part.name() + "]",
      volume.map(DisksPage::mounted).orElse("")
    };
  }

  /// `nvme0n1p2`: a name that ends in a digit gets a `p`.
  private static String device(String disk, int number) {
    return disk + (disk.matches(".*\\d$") ? "p" : "") + number;
  }

  private static String content(Signature signature) {
    return joined(
        Stream.of(
            kind(signature),
            signature.label().isEmpty() ? "" : "\"" + signature.label() + "\"",
            signature.uuid()));
  }

  private static String kind(Signature signature) {
    String version = signature.version().isEmpty() ? "" : " " + signature.version();
    return switch (signature.type()) {
      case "linux_raid_member" -> "RAID member" + version;
      case "LVM2_member" -> "LVM physical volume";
      case "crypto_LUKS" -> "encrypted (LUKS" + version + ")";
      case "VMFS_volume_member", "VMFS" -> "VMFS datastore" + version;
      case "ext2", "ext3", "ext4", "xfs", "btrfs", "swap" -> signature.type();
      default -> signature.type() + version;
    };
  }

  private static String mounted(Volume volume) {
    return volume.mountPoints().isEmpty()
        ? ""
        : "mounted at " + String.join(", ", volume.mountPoints());
  }

  /// What stands on partitions: arrays, volumes, opened encryption.
  private static void upon(List<Volume> volumes, String before, List<String> lines) {
    for (Volume volume : volumes) {
      lines.add(
          "  "
              + before
              + joined(
                  Stream.of(
                      volume.device(),
                      volume.kind(),
                      Pages.size(volume.sizeBytes()),
                      volume.fileSystem(),
                      volume.label().isEmpty() ? "" : "\"" + volume.label() + "\"",
                      volume.uuid(),
                      mounted(volume))));
      upon(volume.contents(), "on " + volume.device() + ": ", lines);
    }
  }
}
