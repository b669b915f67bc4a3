package org.lifeboot.lab.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lifeboot.lab.process.Child;

/// OpenIPMI's `ipmi_sim` (package openipmi) as the management controller of one machine: IPMI 2.0
/// over LAN for the power and for the boot choice of one boot, and serial-over-LAN where the
/// machine's serial port is a port of 127.0.0.1.
///
/// ipmi_sim(1) can start and end a QEMU of its own (`startcmd` of ipmi_lan(5)), but tells it
/// nothing of the boot choice, and takes the power away where it should press a button. So it runs
/// its `chassis_control` program here, which asks and orders at [ChassisDoor].
public final class IpmiBoard implements AutoCloseable {

  public static final String USER = "lifeboot";
  public static final String PASSWORD = "board-of-the-lab"; // 20 bytes at most

  private static final String EMULATOR =
      """
      mc_setbmc 0x20
      mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02
      sel_enable 0x20 1000 0x0a
      mc_enable 0x20
      """;

  private final int port;
  private final Chassis chassis;
  private final ChassisDoor door;
  private final Child simulator;

  private IpmiBoard(int port, Chassis chassis, ChassisDoor door, Child simulator) {
    this.port = port;
    this.chassis = chassis;
    this.door = door;
    this.simulator = simulator;
  }

  /// Starts one on a port of 127.0.0.1.
  ///
  /// @param folder for its files
  /// @param serialPort of 127.0.0.1, where the machine's serial port is found while it has power
  public static IpmiBoard start(Machine machine, Path folder, int serialPort) {
    Chassis chassis = new Chassis(new BoardState(machine, Set.of()), machine);
    ChassisDoor door = ChassisDoor.open(chassis::answer);
    try {
      int port = freePort();
      Path program = folder.resolve("chassis");
      Files.writeString(program, program(door.port()));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      Path lan = folder.resolve("lan.conf");
      Files.writeString(lan, lan(port, program, serialPort));
      Path emulator = folder.resolve("board.emu");
      Files.writeString(emulator, EMULATOR);
      Path state = Files.createDirectories(folder.resolve("state"));
      List<String> command =
          List.of("ipmi_sim", "-n", "-c", lan + "", "-f", emulator + "", "-s", state + "");
      Path log = folder.resolve("ipmi_sim.log");
      return new IpmiBoard(port, chassis, door, Child.start("ipmi_sim", command, Map.of(), log));
    } catch (IOException e) {
      door.close();
      throw new UncheckedIOException("cannot start a management controller", e);
    }
  }

  private static int freePort() throws IOException {
    try (var free =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return free.getLocalPort();
    }
  }

  private static String lan(int port, Path program, int serialPort) {
    return """
    name "board"
    set_working_mc 0x20
      startlan 1
        addr 127.0.0.1 %d
        priv_limit admin
        allowed_auths_admin none md2 md5 straight
        guid a123456789abcdefa123456789abcdef
      endlan
      user 1 true  ""   "none" user     10       none md2 md5 straight
      user 2 true  "%s" "%s"   admin    10       none md2 md5 straight
      chassis_control "%s"
      sol "tcp:127.0.0.1:%d" 115200
    """
        .formatted(port, USER, PASSWORD, program, serialPort);
  }

  /// bash(1) itself opens `/dev/tcp`, so it needs no other program.
  private static String program(int doorPort) {
    return """
    #!/bin/bash
    exec 3<>/dev/tcp/127.0.0.1/%d || exit 1
    echo "$@" >&3
    cat <&3
    """
        .formatted(doorPort);
  }

  /// `127.0.0.1:PORT`.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// What it was told to do so far, as `set boot pxe` and `set power 1`.
  public List<String> orders() {
    return door.orders();
  }

  @Override
  public void close() {
    simulator.close();
    door.close();
    chassis.close();
  }
}
