package org.lifeboot.lab.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.lab.process.Json;

/// A drive of a virtual server, as the server sees it.
///
/// @param name `system`, `data`: the file's and QEMU's name of it
/// @param original the image that a server's own drive begins as (`.qcow2`, or raw); never written
/// @param kind how it is attached
/// @param model what the drive calls itself; of QEMU's, only SATA drives can be given one
/// @param serial serial number, at most 20 characters
/// @param badSector a sector of 512 bytes that answers every read with an error; the original is
///   then raw
public record Drive(
    String name, Path original, Kind kind, String model, String serial, Optional<Long> badSector) {

  public enum Kind {
    /// Answers SMART.
    SATA,
    /// Answers SMART.
    NVME,
    /// Knows nothing of SMART.
    VIRTIO
  }

  /// A sound drive.
  public Drive(String name, Path original, Kind kind, String model, String serial) {
    this(name, original, kind, model, serial, Optional.empty());
  }

  /// A sound drive without SMART, from a raw image.
  public static Drive virtio(String name, Path original, String serial) {
    return new Drive(name, original, Kind.VIRTIO, "VIRTIO", serial);
  }

  /// The same drive with a sector that cannot be read.
  public Drive withBadSector(long sector) {
    return new Drive(name, original, kind, model, serial, Optional.of(sector));
  }

  public Drive {
    if (!name.matches("[a-z][a-z0-9]*")) {
      throw new IllegalArgumentException("not a drive's name: " + name);
    }
    if (!serial.matches("[A-Z0-9-]{1,20}")) {
      throw new IllegalArgumentException(
          "not a serial number that both kinds can carry: " + serial);
    }
    if (!model.matches("[A-Z0-9 -]{1,40}")) {
      throw new IllegalArgumentException("not a model that a drive can carry: " + model);
    }
  }

  /// The server's own copy of it: only what the server writes is in that file.
  Path overlayIn(Path folder) {
    return folder.resolve(name + (badSector.isPresent() ? ".img" : ".qcow2"));
  }

  /// qemu-img's command that makes the server's own copy.
  List<String> copyIn(Path folder) {
    var from = original.toAbsolutePath().toString();
    var format = from.endsWith(".qcow2") ? "qcow2" : "raw";
    var copy = overlayIn(folder).toString();
    return badSector.isPresent()
        ? List.of("qemu-img", "convert", "-f", format, "-O", "raw", from, copy)
        : List.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", format, "-b", from, copy);
  }

  /// QEMU's arguments.
  ///
  /// @param place 0 is the first that the firmware tries after the network
  List<String> arguments(Path folder, int place) {
    var device =
        switch (kind) {
          case SATA ->
              "ide-hd,id=%s,drive=%s,bus=ide.%d,model=%s,serial=%s,ver=1.0"
                  .formatted(name, name + "-file", place, model, serial);
          case NVME -> "nvme,id=%s,drive=%s,serial=%s".formatted(name, name + "-file", serial);
          case VIRTIO ->
              "virtio-blk-pci,id=%s,drive=%s,serial=%s".formatted(name, name + "-file", serial);
        };
    return List.of(
        "-blockdev", Json.write(file(folder)), "-device", device + ",bootindex=" + (place + 1));
  }

  /// QEMU's QAPI, BlockdevOptions. A rule of blkdebug with the event `none` always holds.
  private Map<String, Object> file(Path folder) {
    Map<String, Object> file = Map.of("driver", "file", "filename", overlayIn(folder).toString());
    if (badSector.isEmpty()) {
      return Map.of("driver", "qcow2", "node-name", name + "-file", "file", file);
    }
    Map<String, Object> error =
        Map.of(
            "event",
            "none",
            "iotype",
            "read",
            "errno",
            5,
            "sector",
            badSector.get(),
            "once",
            false);
    Map<String, Object> broken =
        Map.of("driver", "blkdebug", "image", file, "inject-error", List.of(error));
    return Map.of("driver", "raw", "node-name", name + "-file", "file", broken);
  }
}
