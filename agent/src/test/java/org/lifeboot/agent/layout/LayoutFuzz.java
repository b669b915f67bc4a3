package org.lifeboot.agent.layout;

import static org.lifeboot.agent.tool.Hostile.require;
import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;

/// What blkid and sfdisk tell of a disk or image that a stranger made.
public final class LayoutFuzz {

  private LayoutFuzz() {}

  public static void blkid(byte[] input) {
    switch (Blkid.report(Hostile.outcome(input))) {
      case Blkid.Report.Found(Signature signature, String table) -> {
        requireLine(signature.label(), 256);
        requireLine(signature.type(), 256);
        requireLine(table, 256);
      }
      case Blkid.Report.Unreadable(String reason) -> requireLine(reason, 500);
      case Blkid.Report.Ambivalent() -> {}
    }
  }

  public static void sfdisk(byte[] input) {
    switch (Sfdisk.report(Hostile.outcome(input))) {
      case Sfdisk.Report.Table(var kind, var id, var entries, var warnings) -> {
        requireLine(kind, 256);
        requireLine(id, 256);
        require(entries.size() <= 512, "too many partitions");
        entries.forEach(entry -> requireLine(entry.name(), 256));
        entries.forEach(
            entry -> require(entry.startBytes() >= 0 && entry.sizeBytes() >= 0, "below zero"));
        warnings.forEach(warning -> requireLine(warning, 300));
      }
      case Sfdisk.Report.Unreadable(String reason) -> requireLine(reason, 500);
      case Sfdisk.Report.NoTable() -> {}
    }
  }
}
