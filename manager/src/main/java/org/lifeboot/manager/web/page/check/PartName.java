package org.lifeboot.manager.web.page.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.web.page.DriveView;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.VolumeView;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;

/// What a part of the server is called, as a person would find it in the rack.
///
/// @param name model of a drive, device and content of a volume
/// @param where everything else that tells it from the others
/// @param sizeBytes or 0 when not known
record PartName(String name, String where, long sizeBytes) {

  /// All devices of an inventory, by path.
  static Map<String, PartName> of(Optional<Inventory> inventory) {
    Map<String, PartName> names = new LinkedHashMap<>();
    inventory.stream().flatMap(all -> all.drives().stream()).forEach(drive -> add(names, drive));
    return names;
  }

  private static void add(Map<String, PartName> names, Drive drive) {
    DriveView view = DriveView.of(drive);
    String where =
        words(
            view.device(),
            view.size(),
            view.kind(),
            view.serial().isEmpty() ? "no serial number" : "serial number " + view.serial());
    names.put(drive.device(), new PartName(model(view), where, drive.sizeBytes()));
    add(names, drive.contents(), view);
  }

  private static String model(DriveView view) {
    return view.model().isEmpty() ? view.device() + " (no model name)" : view.model();
  }

  private static void add(Map<String, PartName> names, List<Volume> volumes, DriveView drive) {
    for (Volume volume : volumes) {
      VolumeView view = VolumeView.of(volume);
      String where =
          words(
              view.size(),
              String.join(", ", view.names()),
              "on " + drive.device(),
              drive.model(),
              drive.serial().isEmpty() ? "" : "serial number " + drive.serial());
      names.putIfAbsent(
          volume.device(),
          new PartName(view.device() + ", " + view.what(), where, volume.sizeBytes()));
      add(names, volume.contents(), drive);
    }
  }

  private static String words(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
  }

  /// `4.0 TB (4,000,787,030,016 bytes)`, `38 °C`.
  static String value(String value, String unit) {
    if (unit.equals("bytes") && value.matches("\\d{4,18}")) {
      long bytes = Long.parseLong(value);
      return "%s (%,d bytes)".formatted(Sizes.drive(bytes), bytes);
    }
    return unit.isEmpty() ? value : value + " " + unit;
  }
}
