package org.lifeboot.agent.backup;

import java.nio.file.Path;
import java.util.Objects;

/// A device or image file that is copied whole.
///
/// @param name as the person named it: `/dev/sda1`
/// @param readAt where it is read: a claim's device, or the same
/// @param device whether it is a block device
/// @param drive the drive's model and serial number, or empty
public record Source(
    String name, Path readAt, boolean device, int sectorBytes, long sizeBytes, String drive) {
  public Source {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(readAt, "readAt");
    Objects.requireNonNull(drive, "drive");
    if (sectorBytes < 512 || Integer.bitCount(sectorBytes) != 1) {
      throw new IllegalArgumentException(sectorBytes + " bytes are no sector");
    }
  }

  /// A file name for its copy: `dev-sda1`, `disk.img`.
  String fileName() {
    String last = name.startsWith("/dev/") ? name.substring("/dev/".length()) : fileOf(name);
    String safe = last.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
    return safe.isEmpty() ? "copy" : safe;
  }

  private static String fileOf(String name) {
    Path file = Path.of(name).getFileName();
    return file == null ? "copy" : file.toString();
  }
}
