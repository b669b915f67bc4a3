package org.lifeboot.manager.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckOrder.SelfTest;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;

/// "Start all tests": what tells most soonest comes first.
final class AllChecks {

  /// blkid's types that are no file system of their own.
  private static final Set<String> NOT_CHECKED =
      Set.of(
          "",
          "swap",
          "linux_raid_member",
          "LVM2_member",
          "crypto_LUKS",
          "BitLocker",
          "VMFS_volume_member",
          "VMFS",
          "zfs_member",
          "squashfs",
          "iso9660");

  private AllChecks() {}

  static List<CheckOrder> of(Inventory inventory) {
    List<CheckOrder> orders = new ArrayList<>();
    orders.add(new CheckOrder.Raid());
    for (Drive drive : inventory.drives()) {
      orders.add(new CheckOrder.Smart(drive.device(), SelfTest.OFFERED));
    }
    for (String device : fileSystems(inventory)) {
      orders.add(new CheckOrder.Filesystem(device));
    }
    orders.add(new CheckOrder.Memory(Level.QUICK));
    orders.add(new CheckOrder.Processors(1));
    for (Drive drive : inventory.drives()) {
      orders.add(new CheckOrder.Surface(drive.device(), 0));
    }
    return orders;
  }

  /// Each once: a volume over two drives stands in the inventory twice.
  private static Set<String> fileSystems(Inventory inventory) {
    Set<String> devices = new LinkedHashSet<>();
    inventory.drives().forEach(drive -> collect(drive.contents(), devices));
    return devices;
  }

  private static void collect(List<Volume> volumes, Set<String> devices) {
    for (Volume volume : volumes) {
      if (!NOT_CHECKED.contains(volume.fileSystem())) {
        devices.add(volume.device());
      }
      collect(volume.contents(), devices);
    }
  }
}
