package org.lifeboot.agent.shell;

import java.util.List;
import java.util.Locale;
import org.lifeboot.agent.link.Status;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;

/// What the `lifeboot` command prints for people.
final class Pages {

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private Pages() {}

  static String status(Status status) {
    return """
        Server    %s
        Page      %s
        Session   %s
        Manager   %s
        State     %s since %s%s"""
        .formatted(
            orUnknown(status.serverName()),
            orUnknown(status.pageAddress()),
            status.sessionId(),
            status.managerAddress(),
            status.state(),
            status.since(),
            status.detail().isEmpty() ? "" : "\n          " + status.detail());
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "not known yet" : text;
  }

  static String inventory(Inventory inventory) {
    if (inventory.drives().isEmpty()) {
      return "The rescue system sees no drives.";
    }
    var page = new StringBuilder();
    for (Drive drive : inventory.drives()) {
      page.append(
          "%s  %s  %s  serial %s%s%s%n"
              .formatted(
                  drive.device(),
                  size(drive.sizeBytes()),
                  drive.model().isEmpty() ? "no model name" : drive.model(),
                  drive.serial().isEmpty() ? "unknown" : drive.serial(),
                  drive.transport().isEmpty() ? "" : "  " + drive.transport(),
                  drive.place().isEmpty() ? "" : "  " + drive.place()));
      page.append(
          "  SMART: %s. %s%n"
              .formatted(
                  drive.smart().verdict().name().toLowerCase(Locale.ROOT), drive.smart().reason()));
      addVolumes(page, drive.contents(), "  ");
    }
    return page.toString().stripTrailing();
  }

  private static void addVolumes(StringBuilder page, List<Volume> volumes, String indent) {
    for (Volume volume : volumes) {
      page.append(
          "%s%s  %s  %s%s%s%n"
              .formatted(
                  indent,
                  volume.device(),
                  size(volume.sizeBytes()),
                  volume.fileSystem().isEmpty() ? volume.kind() : volume.fileSystem(),
                  volume.label().isEmpty() ? "" : "  \"" + volume.label() + "\"",
                  volume.mountPoints().isEmpty()
                      ? ""
                      : "  on " + String.join(", ", volume.mountPoints())));
      addVolumes(page, volume.contents(), indent + "  ");
    }
  }

  static String size(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
  }
}
