package org.lifeboot.lab.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.lab.process.Json;

/// The virtual CD drive that a management controller gives to a running server.
public final class CdDrive {

  private static final String ID = "cd";

  private final Qmp monitor;

  CdDrive(Qmp monitor) {
    this.monitor = monitor;
  }

  /// QEMU's arguments: a drive on the last of the six ports of q35's SATA controller.
  ///
  /// @param medium what is in it when the power comes; empty: nothing
  static List<String> arguments(BootOrder order, Optional<Path> medium) {
    var arguments = new ArrayList<String>();
    medium.ifPresent(file -> arguments.addAll(List.of("-blockdev", node(file))));
    var drive = medium.isPresent() ? ",drive=cd-file" : "";
    arguments.addAll(
        List.of("-device", "ide-cd,id=" + ID + drive + ",bus=ide.5,bootindex=" + order.cd()));
    return arguments;
  }

  private static String node(Path medium) {
    Map<String, Object> file = Map.of("driver", "file", "filename", medium.toString());
    return Json.write(
        Map.of("driver", "raw", "node-name", "cd-file", "read-only", true, "file", file));
  }

  /// Puts a medium in; what was in it is out.
  public void insert(Path medium) {
    var _ =
        monitor.run(
            "blockdev-change-medium",
            Map.of(
                "id",
                ID,
                "filename",
                medium.toString(),
                "format",
                "raw",
                "read-only-mode",
                "read-only"));
  }

  public void eject() {
    var _ = monitor.run("eject", Map.of("id", ID, "force", true));
  }

  /// From the next start of the firmware on everything else is tried before it.
  public void bootLast() {
    var _ =
        monitor.run(
            "qom-set",
            Map.of(
                "path",
                "/machine/peripheral/" + ID,
                "property",
                "bootindex",
                "value",
                BootOrder.DISK.cd()));
  }
}
