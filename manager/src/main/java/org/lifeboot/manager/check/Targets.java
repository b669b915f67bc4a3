package org.lifeboot.manager.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;

/// The devices of a server, by path, each in words.
final class Targets {

  private Targets() {}

  static Map<String, String> of(Inventory inventory) {
    Map<String, String> targets = new LinkedHashMap<>();
    for (Drive drive : inventory.drives()) {
      targets.put(drive.device(), words(drive.model(), serial(drive), drive.place()));
      add(targets, drive, drive.contents());
    }
    return targets;
  }

  private static void add(Map<String, String> targets, Drive drive, List<Volume> volumes) {
    for (Volume volume : volumes) {
      String place = "on " + words(drive.device(), drive.model(), serial(drive));
      targets.putIfAbsent(
          volume.device(), words(volume.fileSystem(), quoted(volume.label()), place));
      add(targets, drive, volume.contents());
    }
  }

  private static String serial(Drive drive) {
    return drive.serial().isEmpty() ? "" : "serial " + drive.serial();
  }

  private static String quoted(String label) {
    return label.isEmpty() ? "" : "\"" + label + "\"";
  }

  private static String words(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }
}
