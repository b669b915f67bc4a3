package org.lifeboot.manager.power;

import io.avaje.jsonb.Json;
import java.util.List;

/// How a server's power is reached, as the operator wrote it: part of a server's JSON in the API
/// and in the store.
@Json(typeProperty = "driver")
@Json.SubType(type = PowerSettings.Qemu.class, name = "qemu")
@Json.SubType(type = PowerSettings.Command.class, name = "command")
@Json.SubType(type = PowerSettings.Ipmi.class, name = "ipmi")
@Json.SubType(type = PowerSettings.Redfish.class, name = "redfish")
@Json.SubType(type = PowerSettings.WakeOnLan.class, name = "wake-on-lan")
@Json.SubType(type = PowerSettings.Ssh.class, name = "ssh")
@Json.SubType(type = PowerSettings.Technician.class, name = "technician")
@Json.SubType(type = PowerSettings.Several.class, name = "several")
@Json.SubType(type = PowerSettings.None.class, name = "none")
public sealed interface PowerSettings {

  /// The stable name of the driver that these settings are for.
  default String driver() {
    return switch (this) {
      case Qemu _ -> "qemu";
      case Command _ -> "command";
      case Ipmi _ -> "ipmi";
      case Redfish _ -> "redfish";
      case WakeOnLan _ -> "wake-on-lan";
      case Ssh _ -> "ssh";
      case Technician _ -> "technician";
      case Several _ -> "several";
      case None _ -> "none";
    };
  }

  /// The drivers in the order in which they are tried.
  default List<PowerSettings> inOrder() {
    return this instanceof Several several ? several.drivers() : List.of(this);
  }

  /// True when a soft reboot can be tried at all.
  default boolean offersSoftReboot() {
    return switch (this) {
      case Qemu _, Ipmi _, Redfish _, Ssh _ -> true;
      case Command command -> !command.soft().isEmpty();
      case Several several -> several.drivers().stream().anyMatch(PowerSettings::offersSoftReboot);
      case WakeOnLan _, Technician _, None _ -> false;
    };
  }

  /// True when there is a management controller that can be asked for sensors and events.
  default boolean tellsHealth() {
    return switch (this) {
      case Ipmi _, Redfish _ -> true;
      case Several several -> several.drivers().stream().anyMatch(PowerSettings::tellsHealth);
      case Qemu _, Command _, WakeOnLan _, Ssh _, Technician _, None _ -> false;
    };
  }

  /// True when a serial console can be opened: Redfish leaves it to IPMI and SSH.
  default boolean offersConsole() {
    return switch (this) {
      case Ipmi _ -> true;
      case Several several -> several.drivers().stream().anyMatch(PowerSettings::offersConsole);
      case Redfish _, Qemu _, Command _, WakeOnLan _, Ssh _, Technician _, None _ -> false;
    };
  }

  /// True when a medium may stand in a virtual drive: the server's own or the Manager's.
  default boolean offersMedia() {
    return switch (this) {
      case Redfish _ -> true;
      case Several several -> several.drivers().stream().anyMatch(PowerSettings::offersMedia);
      case Ipmi _, Qemu _, Command _, WakeOnLan _, Ssh _, Technician _, None _ -> false;
    };
  }

  /// True when the server has a medium of its own.
  default boolean namesMedium() {
    return switch (this) {
      case Redfish redfish -> !redfish.media().isEmpty();
      case Several several -> several.drivers().stream().anyMatch(PowerSettings::namesMedium);
      case Ipmi _, Qemu _, Command _, WakeOnLan _, Ssh _, Technician _, None _ -> false;
    };
  }

  /// The secrets that must be stored beside these settings.
  default List<PowerVault.Need> needs() {
    return switch (this) {
      case Ipmi ipmi -> List.of(password("ipmi", ipmi.user(), ipmi.address()));
      case Redfish redfish -> List.of(password("redfish", redfish.user(), redfish.address()));
      case Ssh ssh ->
          List.of(new PowerVault.Need("ssh.key", "key", ssh.user() + " at " + ssh.address()));
      case Several several ->
          several.drivers().stream().flatMap(one -> one.needs().stream()).toList();
      case Qemu _, Command _, WakeOnLan _, Technician _, None _ -> List.of();
    };
  }

  private static PowerVault.Need password(String driver, String user, String address) {
    return new PowerVault.Need(driver + ".password", "password", user + " at " + address);
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

  /// A management controller that speaks IPMI 2.0 over LAN (RMCP+).
  ///
  /// @param address host or host:port; the port is usually 623 (UDP)
  /// @param cipherSuite as in the IPMI specification, table 22-20: 3 is what all boards have, 17 is
  ///   the better one where the board has it
  /// @param firmware `uefi` or `bios`: how the server boots from the network
  record Ipmi(String address, String user, int cipherSuite, String firmware)
      implements PowerSettings {

    public static final int USUAL_CIPHER_SUITE = 3;

    public Ipmi {
      address = Endpoint.of("ipmi", address).text();
      user = userName("ipmi", user);
      if (cipherSuite < 1 || cipherSuite > 19) {
        throw new IllegalArgumentException(
            "power driver ipmi: the cipher suite is a number from 1 to 19, usually 3 or 17");
      }
      if (!firmware.equals("uefi") && !firmware.equals("bios")) {
        throw new IllegalArgumentException("power driver ipmi: the firmware is uefi or bios");
      }
    }
  }

  /// A management controller that speaks Redfish (DMTF DSP0266) over HTTPS.
  ///
  /// @param address host or host:port; the port is usually 443
  /// @param system the id of the system below `/redfish/v1/Systems`; empty: the only one
  /// @param media address of an ISO that the controller can fetch, for servers that cannot boot
  ///   from the network; empty: the Manager's own, if it has one
  record Redfish(String address, String user, String system, String media)
      implements PowerSettings {
    public Redfish {
      address =
          Endpoint.of("redfish", address.replaceFirst("^https://", "").replaceFirst("/+$", ""))
              .text();
      user = userName("redfish", user);
      if (!system.matches("[A-Za-z0-9._:-]{0,128}")) {
        throw new IllegalArgumentException(
            "power driver redfish: a system's id is what stands after /redfish/v1/Systems/");
      }
      if (!media.isEmpty() && !media.matches("(https?|nfs|smb)://[!-~]{1,2000}")) {
        throw new IllegalArgumentException(
            "power driver redfish: the medium must be an address such as"
                + " http://manager.example/rescue.iso");
      }
    }

    /// The same with this medium.
    Redfish withMedia(String address) {
      return new Redfish(this.address, user, system, address);
    }
  }

  /// A network card that listens for a magic packet; it can only switch on.
  ///
  /// @param broadcast where to, host or host:port; the port is usually 9 (UDP)
  record WakeOnLan(String broadcast) implements PowerSettings {
    public WakeOnLan {
      broadcast = broadcast.isBlank() ? "255.255.255.255" : broadcast.strip();
      Endpoint.of("wake-on-lan", broadcast);
    }
  }

  /// The installed system's sshd, which is asked for a soft reboot.
  ///
  /// @param address host or host:port; the port is usually 22
  /// @param user who may shut it down, by sudo unless it is root
  record Ssh(String address, String user) implements PowerSettings {
    public Ssh {
      address = Endpoint.of("ssh", address).text();
      user = user.strip();
      if (!user.matches("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")) {
        throw new IllegalArgumentException(
            "power driver ssh: a user name is needed, such as root or reboot");
      }
    }
  }

  /// People at the machine, asked by mail.
  ///
  /// @param email of the technicians, often a list's
  /// @param minutes how long to wait for their answer
  record Technician(String email, int minutes) implements PowerSettings {

    public static final int USUAL_MINUTES = 60;

    public Technician {
      email = email.strip();
      if (!email.matches("[^@\\s\\p{Cntrl}<>,;]{1,64}@[^@\\s\\p{Cntrl}<>,;]{1,190}")) {
        throw new IllegalArgumentException(
            "power driver technician: an e-mail address is needed, such as hands@example.org");
      }
      if (minutes < 5 || minutes > 1440) {
        throw new IllegalArgumentException(
            "power driver technician: they need from 5 minutes to a day (1440) for an answer");
      }
    }
  }

  /// Several drivers of one server, tried in order until one does it.
  record Several(List<PowerSettings> drivers) implements PowerSettings {
    public Several {
      drivers = List.copyOf(drivers);
      if (drivers.size() < 2
          || drivers.stream().map(PowerSettings::driver).distinct().count() < drivers.size()
          || drivers.stream().anyMatch(one -> one instanceof Several || one instanceof None)) {
        throw new IllegalArgumentException(
            "power: several drivers are two or more, each of another kind");
      }
    }
  }

  private static String userName(String driver, String user) {
    if (!user.strip().matches("[^\\p{Cntrl}]{1,64}")) {
      throw new IllegalArgumentException(
          "power driver " + driver + ": a user name of 1 to 64 characters is needed");
    }
    return user.strip();
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
