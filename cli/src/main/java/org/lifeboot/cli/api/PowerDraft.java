package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;

/// How a new server's power is to be controlled.
@Json(typeProperty = "driver")
@Json.SubType(type = PowerDraft.Qemu.class, name = "qemu")
@Json.SubType(type = PowerDraft.Command.class, name = "command")
@Json.SubType(type = PowerDraft.Redfish.class, name = "redfish")
@Json.SubType(type = PowerDraft.Ipmi.class, name = "ipmi")
@Json.SubType(type = PowerDraft.WakeOnLan.class, name = "wake-on-lan")
@Json.SubType(type = PowerDraft.Ssh.class, name = "ssh")
@Json.SubType(type = PowerDraft.Technician.class, name = "technician")
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

  /// A management controller with Redfish.
  ///
  /// @param password empty: the one that is stored stays
  record Redfish(String address, String user, String password, String system, String media)
      implements PowerDraft {
    @Override
    public String toString() {
      return "Redfish[" + user + " at " + address + "]";
    }
  }

  /// A management controller with IPMI 2.0.
  ///
  /// @param password empty: the one that is stored stays
  record Ipmi(String address, String user, String password, int cipherSuite, String firmware)
      implements PowerDraft {
    @Override
    public String toString() {
      return "Ipmi[" + user + " at " + address + "]";
    }
  }

  /// Magic packets.
  record WakeOnLan(String broadcast) implements PowerDraft {}

  /// The installed system's sshd.
  ///
  /// @param key private, OpenSSH's format; empty: the one that is stored stays
  record Ssh(String address, String user, String key) implements PowerDraft {
    @Override
    public String toString() {
      return "Ssh[" + user + " at " + address + "]";
    }
  }

  /// People who are asked by mail.
  record Technician(String email) implements PowerDraft {}

  /// Somebody presses the button.
  record None() implements PowerDraft {}
}
