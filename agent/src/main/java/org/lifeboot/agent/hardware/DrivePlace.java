package org.lifeboot.agent.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.linux.SysFiles;

/// Where in the server a drive sits, as far as the kernel knows: what somebody who comes with a new
/// drive looks for first (sysfs; Documentation/ABI/testing/sysfs-class-enclosure, sysfs-bus-pci).
///
/// @param root `/`; another folder in tests
public record DrivePlace(Path root) {

  private static final Pattern ATA = Pattern.compile("/(ata\\d{1,4})/");

  /// `slot 3 of enclosure 0:0:8:0`, `PCI slot 5`, `PCI address 0000:01:00.0`, `port ata2`; empty
  /// when the kernel does not know.
  ///
  /// @param device `/dev/sda`
  public Optional<String> of(String device) {
    if (!device.matches("/dev/[a-zA-Z0-9!_-]+")) {
      return Optional.empty();
    }
    return real(root.resolve("sys/block/" + device.substring(5) + "/device"))
        .flatMap(drive -> inEnclosure(drive).or(() -> onPci(drive)).or(() -> onAta(drive)));
  }

  private Optional<String> inEnclosure(Path drive) {
    for (Path enclosure : SysFiles.list(root.resolve("sys/class/enclosure"), "*")) {
      for (Path slot : SysFiles.list(enclosure, "*")) {
        if (real(slot.resolve("device")).equals(Optional.of(drive))) {
          String number = SysFiles.text(slot.resolve("slot"));
          String name = number.isEmpty() ? SysFiles.name(slot) : number;
          return Optional.of("slot " + name + " of enclosure " + SysFiles.name(enclosure));
        }
      }
    }
    return Optional.empty();
  }

  /// An NVMe controller has its own PCI address; a slot's has no function.
  private Optional<String> onPci(Path drive) {
    String address = SysFiles.text(drive.resolve("address"));
    if (!address.matches("[0-9a-fA-F]{4,8}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]")) {
      return Optional.empty();
    }
    String place = address.substring(0, address.indexOf('.'));
    for (Path slot : SysFiles.list(root.resolve("sys/bus/pci/slots"), "*")) {
      if (SysFiles.text(slot.resolve("address")).equals(place)) {
        return Optional.of("PCI slot " + SysFiles.name(slot));
      }
    }
    return Optional.of("PCI address " + address);
  }

  private static Optional<String> onAta(Path drive) {
    Matcher port = ATA.matcher(drive.toString());
    return port.find() ? Optional.of("port " + port.group(1)) : Optional.empty();
  }

  private static Optional<Path> real(Path link) {
    try {
      return Files.exists(link) ? Optional.of(link.toRealPath()) : Optional.empty();
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }
}
