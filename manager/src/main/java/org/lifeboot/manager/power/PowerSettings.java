package org.lifeboot.manager.power;

import io.avaje.jsonb.Json;
import java.nio.file.Path;
import java.util.List;

/// How a server's power is reached, as the operator wrote it: part of a server's JSON in the API
/// and in the store.
@Json(typeProperty = "driver")
@Json.SubType(type = PowerSettings.Qemu.class, name = "qemu")
@Json.SubType(type = PowerSettings.Command.class, name = "command")
@Json.SubType(type = PowerSettings.None.class, name = "none")
public sealed interface PowerSettings {

  /// The driver that these settings are for.
  default PowerControl control() {
    return switch (this) {
      case Qemu qemu -> new QemuPower(Path.of(qemu.socket()));
      case Command command -> new CommandPower(command);
      case None _ -> new NoPower();
    };
  }

  /// A virtual server.
  ///
  /// @param socket the UNIX-domain socket of QEMU's `-qmp unix:SOCKET,server=on,wait=off`, absolute
  record Qemu(String socket) implements PowerSettings {
    public Qemu {
      if (!socket.startsWith("/") || socket.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "power driver qemu: the socket must be an absolute path, not '" + socket + "'");
      }
    }
  }

  /// Programs of the operator's. Each is a program and its arguments, no shell; an empty list is
  /// something that this server does not offer.
  ///
  /// @param status prints `on` or `off` as the first word of its output
  record Command(
      List<String> soft, List<String> hard, List<String> on, List<String> off, List<String> status)
      implements PowerSettings {
    public Command {
      soft = checked("soft", soft);
      hard = checked("hard", hard);
      on = checked("on", on);
      off = checked("off", off);
      status = checked("status", status);
      if (soft.isEmpty() && hard.isEmpty()) {
        throw new IllegalArgumentException(
            "power driver command: name a command for 'hard' (or at least for 'soft') reboots");
      }
    }
  }

  /// A human.
  record None() implements PowerSettings {}

  private static List<String> checked(
      String name, @org.jspecify.annotations.Nullable List<String> command) {
    if (command == null) {
      return List.of();
    }
    for (var argument : command) {
      if (argument == null || argument.indexOf('\0') >= 0 || argument.length() > 4096) {
        throw new IllegalArgumentException(
            "power driver command: an argument of '" + name + "' cannot be passed to a program");
      }
    }
    if (command.size() > 64 || (!command.isEmpty() && command.getFirst().isBlank())) {
      throw new IllegalArgumentException(
          "power driver command: '" + name + "' must be a program and at most 63 arguments");
    }
    return List.copyOf(command);
  }
}
