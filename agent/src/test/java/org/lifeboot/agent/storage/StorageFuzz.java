package org.lifeboot.agent.storage;

import static org.lifeboot.agent.tool.Hostile.require;
import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.protocol.Inventory.Volume;

/// What lsblk tells of drives whose makers and users chose the names.
public final class StorageFuzz {

  private StorageFuzz() {}

  public static void lsblk(byte[] input) {
    switch (Lsblk.report(Hostile.outcome(input))) {
      case Lsblk.Report.Found(var disks) -> disks.forEach(StorageFuzz::walk);
      case Lsblk.Report.Unreadable(String reason) -> requireLine(reason, 1_000);
    }
  }

  private static void walk(Disk disk) {
    requireLine(disk.model(), 256);
    requireLine(disk.serial(), 256);
    int volumes = disk.contents().stream().mapToInt(StorageFuzz::walk).sum();
    require(volumes <= Lsblk.MOST_VOLUMES + 1, "too many volumes");
  }

  private static int walk(Volume volume) {
    requireLine(volume.label(), 256);
    return 1 + volume.contents().stream().mapToInt(StorageFuzz::walk).sum();
  }
}
