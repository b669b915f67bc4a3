package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;

/// How a new server's power is to be controlled.
@Json(typeProperty = "driver")
@Json.SubType(type = PowerDraft.Qemu.class, name = "qemu")
@Json.SubType(type = PowerDraft.Command.class, name = "command")
@Json.SubType(type = PowerDraft.None.class, name = "none")
public sealed interface PowerDraft {

  /// A QEMU virtual machine.
  ///
  /// @param socket path of its QMP socket on the Manager's machine
  record Qemu(String socket) implements PowerDraft {}

  /// Commands of the operator's, run on the Manager's machine. Each is a list of arguments, never a
  /// shell line; an empty one is a verb that cannot be done.
  record Command(
      List<String> soft, List<String> hard, List<String> on, List<String> off, List<String> status)
      implements PowerDraft {
    public Command {
      soft = List.copyOf(soft);
      hard = List.copyOf(hard);
      on = List.copyOf(on);
      off = List.copyOf(off);
      status = List.copyOf(status);
    }
  }

  /// Somebody presses the button.
  record None() implements PowerDraft {}
}
