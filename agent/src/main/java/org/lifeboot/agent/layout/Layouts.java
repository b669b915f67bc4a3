package org.lifeboot.agent.layout;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.layout.Layout.Partition;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Reads what is on a disk or in an image, with nothing but reads: no loop device, no root where
/// the file may be read without.
public final class Layouts {

  private final Tools tools;

  public Layouts(Tools tools) {
    this.tools = tools;
  }

  /// Never fails: what cannot be read is in the layout's troubles.
  public Layout read(String source) {
    String absolute = Path.of(source).toAbsolutePath().toString();
    if (Files.isDirectory(Path.of(absolute))) {
      return Layout.unread(source, 0, "It is a folder, not a device or an image.");
    }
    try (var file = new RandomAccessFile(absolute, "r")) {
      long size = file.length();
      return size == 0 ? empty(source) : read(source, absolute, size);
    } catch (IOException e) {
      return Layout.unread(
          source, 0, "It cannot be read: " + HostileText.line(String.valueOf(e.getMessage()), 300));
    }
  }

  private static Layout empty(String source) {
    return Layout.unread(source, 0, "It is empty: 0 bytes.");
  }

  private Layout read(String source, String absolute, long size) {
    var troubles = new ArrayList<String>();
    Seen whole = seen(Blkid.report(tools.run(Blkid.command(absolute))), "It", troubles);
    Signature content = precise(absolute, 0, whole.content());
    return switch (Sfdisk.report(tools.run(Sfdisk.command(absolute)))) {
      case Sfdisk.Report.Unreadable(String reason) -> {
        troubles.add("Its partition table cannot be read: " + reason + ".");
        yield new Layout(source, size, content, whole.table(), "", List.of(), troubles);
      }
      case Sfdisk.Report.NoTable() -> {
        if (!whole.table().isEmpty() && !content.known()) {
          troubles.add("Its partition table (%s) is broken.".formatted(whole.table()));
        }
        yield new Layout(source, size, content, table(whole, content), "", List.of(), troubles);
      }
      case Sfdisk.Report.Table(var kind, _, var entries, _)
          when kind.equals("dos") && entries.isEmpty() && content.known() ->
          new Layout(source, size, content, "", "", List.of(), troubles);
      case Sfdisk.Report.Table(var kind, var id, var entries, var warnings) -> {
        warnings.forEach(warning -> troubles.add("sfdisk says: " + warning));
        if (onlyProtective(kind, entries)) {
          troubles.add("Its GPT cannot be read: it is damaged, or the disk or image is cut short.");
        }
        var partitions = new ArrayList<Partition>();
        for (Sfdisk.Entry entry : entries) {
          partitions.add(partition(absolute, size, kind, entry, troubles));
        }
        yield new Layout(source, size, content, kind, id, partitions, troubles);
      }
    };
  }

  /// What a GPT leaves in the MBR (UEFI specification, "Protective MBR") when nothing else is left.
  private static boolean onlyProtective(String kind, List<Sfdisk.Entry> entries) {
    return kind.equals("dos")
        && !entries.isEmpty()
        && entries.stream().allMatch(entry -> entry.type().equals("ee"));
  }

  /// The first sector of FAT, exFAT and NTFS ends as an MBR does.
  private static String table(Seen whole, Signature content) {
    return content.known() ? "" : whole.table();
  }

  private record Seen(Signature content, String table) {}

  private static Seen seen(Blkid.Report report, String what, List<String> troubles) {
    return switch (report) {
      case Blkid.Report.Found(Signature signature, String table) -> new Seen(signature, table);
      case Blkid.Report.Ambivalent() -> {
        troubles.add(what + " carries the signs of several things at once; wipefs lists them all.");
        yield new Seen(Signature.NONE, "");
      }
      case Blkid.Report.Unreadable(String reason) -> {
        troubles.add(what + " cannot be read: " + reason + ".");
        yield new Seen(Signature.NONE, "");
      }
    };
  }

  private Partition partition(
      String source, long size, String table, Sfdisk.Entry entry, List<String> troubles) {
    String what = "Partition " + entry.number();
    Seen inside = new Seen(Signature.NONE, "");
    long end = entry.startBytes() + entry.sizeBytes();
    if (end > size || end < 0) {
      troubles.add(
          what
              + " ends behind the end of what is there: the disk or image is cut, or the table"
              + " is wrong.");
    }
    if (entry.startBytes() < size && !PartitionTypes.extended(table, entry.type())) {
      long there = Math.min(entry.sizeBytes(), size - entry.startBytes());
      var command = Blkid.command(source, entry.startBytes(), there);
      inside = seen(Blkid.report(tools.run(command)), what, troubles);
    }
    return new Partition(
        entry.number(),
        entry.startBytes(),
        entry.sizeBytes(),
        entry.type(),
        PartitionTypes.name(entry.type()),
        entry.name(),
        entry.uuid(),
        entry.bootable(),
        precise(source, entry.startBytes(), inside.content()),
        innerTable(inside));
  }

  /// The first sector of FAT and NTFS reads as an MBR too: only what is nothing else is a table.
  private static String innerTable(Seen inside) {
    return inside.content().known() ? "" : inside.table();
  }

  private static Signature precise(String source, long startBytes, Signature seen) {
    return seen.datastore() ? Vmfs.read(source, startBytes, seen) : seen;
  }
}
