package org.lifeboot.manager.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;

/// Finds a device of an earlier rescue session again: the kernel may call it otherwise today.
final class SameDevice {

  private SameDevice() {}

  /// Where a device stands: the same drive by model and serial number, the same place on it, the
  /// same size. A drive without a serial number is known by its path alone.
  ///
  /// @param place `0`, `1.0`: how many stand before it on each level; empty for the drive itself
  private record Place(String drive, String model, String serial, String place, long sizeBytes) {

    static Place of(Drive drive, String place, long sizeBytes) {
      String path = drive.serial().isEmpty() ? drive.device() : "";
      return new Place(path, drive.model(), drive.serial(), place, sizeBytes);
    }
  }

  /// What a device of one inventory is called in another; empty when it is not there, or more than
  /// one could be it.
  static Optional<String> find(Inventory then, String device, Inventory now) {
    Place wanted = places(then).get(device);
    if (wanted == null) {
      return Optional.empty();
    }
    List<String> found =
        places(now).entrySet().stream()
            .filter(entry -> entry.getValue().equals(wanted))
            .map(Map.Entry::getKey)
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Map<String, Place> places(Inventory inventory) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (Drive drive : inventory.drives()) {
      places.put(drive.device(), Place.of(drive, "", drive.sizeBytes()));
      add(places, drive, "", drive.contents());
    }
    return places;
  }

  private static void add(
      Map<String, Place> places, Drive drive, String above, List<Volume> volumes) {
    for (int i = 0; i < volumes.size(); i++) {
      Volume volume = volumes.get(i);
      String place = above + "." + i;
      places.putIfAbsent(volume.device(), Place.of(drive, place, volume.sizeBytes()));
      add(places, drive, place, volume.contents());
    }
  }
}
