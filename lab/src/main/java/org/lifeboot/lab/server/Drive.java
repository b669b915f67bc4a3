package org.lifeboot.lab.server;

import java.nio.file.Path;
import java.util.List;

/// A drive of a virtual server, as the server sees it. Both kinds answer SMART.
///
/// @param name `system`, `data`: the file's and QEMU's name of it
/// @param original the image that a server's own drive begins as; never written
/// @param kind how it is attached
/// @param model what the drive calls itself; an NVMe drive of QEMU has a model of its own
/// @param serial serial number, at most 20 characters
public record Drive(String name, Path original, Kind kind, String model, String serial) {

  public enum Kind {
    SATA,
    NVME
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
    return folder.resolve(name + ".qcow2");
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
        };
    return List.of(
        "-drive",
        "if=none,id=%s-file,format=qcow2,file=%s"
            .formatted(name, overlayIn(folder).toString().replace(",", ",,")),
        "-device",
        device + ",bootindex=" + (place + 1));
  }
}
