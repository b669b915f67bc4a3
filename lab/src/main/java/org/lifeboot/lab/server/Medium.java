package org.lifeboot.lab.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Json;

/// An image that a virtual server boots from before anything else.
///
/// @param image an ISO image; never written
public record Medium(Path image, Kind kind) {

  /// More than a netbooted server needs: the Manager runs on it too.
  static final int MEMORY_MIB = 2048;

  /// What the image is in.
  public enum Kind {
    /// A CD drive, as a management controller's virtual media are.
    CD,
    /// The image as it is on a USB stick.
    STICK
  }

  /// QEMU's arguments.
  List<String> arguments() {
    Map<String, Object> file = Map.of("driver", "file", "filename", image.toString());
    Map<String, Object> raw =
        Map.of("driver", "raw", "node-name", "medium", "read-only", true, "file", file);
    var blockdev = Json.write(raw);
    return switch (kind) {
      case CD ->
          List.of("-blockdev", blockdev, "-device", "ide-cd,bus=ide.5,drive=medium,bootindex=0");
      case STICK ->
          List.of(
              "-blockdev",
              blockdev,
              "-device",
              "qemu-xhci",
              "-device",
              "usb-storage,drive=medium,removable=on,bootindex=0");
    };
  }
}
