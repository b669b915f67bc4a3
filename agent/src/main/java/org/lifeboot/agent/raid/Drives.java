package org.lifeboot.agent.raid;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.storage.Lsblk;
import org.lifeboot.agent.tool.Tools;

/// The names that people know drives by.
///
/// @param byDevice as lsblk(8) tells them; empty where it cannot
record Drives(Map<String, Disk> byDevice) {

  Drives {
    byDevice = Map.copyOf(byDevice);
  }

  static Drives of(Tools tools) {
    return switch (Lsblk.report(tools.run(Lsblk.command()))) {
      case Lsblk.Report.Found(List<Disk> disks) ->
          new Drives(
              disks.stream()
                  .collect(Collectors.toMap(Disk::device, Function.identity(), (one, _) -> one)));
      case Lsblk.Report.Unreadable _ -> new Drives(Map.of());
    };
  }

  String model(Block block) {
    Disk disk = byDevice.get(block.disk());
    return disk == null ? "" : disk.model();
  }

  String serial(Block block) {
    Disk disk = byDevice.get(block.disk());
    return disk == null ? "" : disk.serial();
  }

  /// `/dev/sda1, on SAMSUNG MZ7LH480, serial number S45PNA0M`.
  String words(Block block) {
    String model = model(block);
    String serial = serial(block);
    return "%s, %s%s, %s"
        .formatted(
            block.device(),
            block.whole() ? "" : "on ",
            model.isEmpty() ? "a disk without a model" : model,
            serial.isEmpty() ? "no serial number known" : "serial number " + serial);
  }
}
