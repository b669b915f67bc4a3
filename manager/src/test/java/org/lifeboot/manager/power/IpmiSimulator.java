package org.lifeboot.manager.power;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.manager.process.RunningProgram;
import org.lifeboot.manager.secret.Opened;

/// OpenIPMI's `ipmi_sim` (package openipmi) as the management controller of a machine that consists
/// of files: `on` is there while it has power, `boot` holds the boot override, `log` every request.
public final class IpmiSimulator implements AutoCloseable {

  public static final String PASSWORD = "not-on-a-command";

  /// Two sensors, each with a record of its type (IPMI 2.0, table 43-1) and its limits; their
  /// readings stand in the files `cpu` and `fan`, and events of theirs go to the event log.
  private static final String EMULATOR =
      """
      mc_setbmc 0x20
      mc_add 0x20 0 has-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02
      sel_enable 0x20 1000 0x0a
      sel_add 0x20 0x02 0x10 0x20 0x30 0x68 0x20 0x00 0x04 0x0c 0x53 0x6f 0x00 0xff 0xff
      main_sdr_add 0x20 0x01 0x00 0x51 0x01 0x34 0x20 0x00 0x01 0x03 0x01 0x7f 0x68 0x01 0x01 0xff \
        0x7f 0xff 0x7f 0x3f 0x3f 0x00 0x01 0x00 0x00 0x01 0x00 0x00 0x00 0x00 0x00 0x07 0x28 0x3c \
        0x0a 0xff 0x00 0x5f 0x5a 0x50 0x00 0x00 0x00 0x02 0x02 0x00 0x00 0x00 0xc9 0x43 0x50 0x55 \
        0x31 0x20 0x54 0x65 0x6d 0x70
      main_sdr_add 0x20 0x02 0x00 0x51 0x01 0x30 0x20 0x00 0x02 0x1d 0x01 0x7f 0x68 0x04 0x01 0xff \
        0x7f 0xff 0x7f 0x3f 0x3f 0x00 0x12 0x00 0x00 0x01 0x00 0x00 0x00 0x00 0x00 0x07 0x28 0x3c \
        0x0a 0xff 0x00 0x00 0x00 0x00 0x05 0x0a 0x14 0x02 0x02 0x00 0x00 0x00 0xc5 0x46 0x61 0x6e \
        0x20 0x31
      sensor_add 0x20 0 1 1 1 poll 200 file "FOLDER/cpu"
      sensor_set_threshold 0x20 0 1 settable 111000 0x5f 0x5a 0x50 0 0 0
      sensor_set_event_support 0x20 0 1 enable scanning per-state \
        000111111111111 000111111111111 000111111111111 000111111111111
      sensor_add 0x20 0 2 4 1 poll 200 file "FOLDER/fan"
      sensor_set_threshold 0x20 0 2 settable 000111 0 0 0 5 10 20
      sensor_set_event_support 0x20 0 2 enable scanning per-state \
        000111111111111 000111111111111 000111111111111 000111111111111
      mc_enable 0x20
      """;

  final Path folder;
  final int port;
  private final SerialPort serial;
  private final RunningProgram program;

  private IpmiSimulator(Path folder, int port, SerialPort serial, RunningProgram program) {
    this.folder = folder;
    this.port = port;
    this.serial = serial;
    this.program = program;
  }

  public static IpmiSimulator start(Path folder) {
    try {
      int port = freePort();
      SerialPort serial = new SerialPort();
      Path chassis = folder.resolve("chassis");
      Files.writeString(folder.resolve("lan.conf"), lan(port, chassis, serial));
      Files.writeString(folder.resolve("cpu"), "41\n");
      Files.writeString(folder.resolve("fan"), "60\n");
      Files.writeString(
          folder.resolve("machine.emu"), EMULATOR.replace("FOLDER", folder.toString()));
      Files.writeString(chassis, chassis(folder));
      Files.setPosixFilePermissions(chassis, PosixFilePermissions.fromString("rwxr-xr-x"));
      List<String> command =
          List.of(
              "ipmi_sim",
              "-n",
              "-c",
              folder.resolve("lan.conf").toString(),
              "-f",
              folder.resolve("machine.emu").toString(),
              "-s",
              folder.resolve("state").toString());
      return new IpmiSimulator(folder, port, serial, Programs.start(command, line -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lan(int port, Path chassis, SerialPort serial) {
    return """
      name "machine"
      set_working_mc 0x20
        startlan 1
          addr 127.0.0.1 %d
          priv_limit admin
          allowed_auths_admin none md2 md5 straight
          guid a123456789abcdefa123456789abcdef
        endlan
        user 1 true  ""        "none" user     10       none md2 md5 straight
        user 2 true  "lifeboot" "%s" admin    10       none md2 md5 straight
        chassis_control "%s"
        sol "tcp:127.0.0.1:%d" 115200
        poweroff_wait 1
        kill_wait 1
      """
        .formatted(port, PASSWORD, chassis, serial.port());
  }

  /// `lie` makes it say yes and do nothing, `forget` makes it lose the boot override.
  private static String chassis(Path folder) {
    return """
      #!/bin/sh
      cd %s
      echo "$@" >> log
      verb=$1
      shift
      case $verb in
      get)
        for name in "$@"; do
          case $name in
          power) if [ -e on ]; then echo power:1; else echo power:0; fi ;;
          boot) if [ -e boot ]; then echo "boot:$(cat boot)"; else echo boot:default; fi ;;
          esac
        done ;;
      set)
        while [ $# -gt 1 ]; do
          if [ ! -e lie ]; then
            case $1 in
            power) if [ "$2" = 1 ]; then touch on; else rm -f on; fi ;;
            shutdown) rm -f on ;;
            boot) if [ ! -e forget ]; then echo "$2" > boot; fi ;;
            esac
          fi
          shift 2
        done ;;
      esac
      """
        .formatted(folder);
  }

  private static int freePort() throws IOException {
    try (var free = new DatagramSocket()) {
      return free.getLocalPort();
    }
  }

  public PowerSettings.Ipmi settings() {
    return new PowerSettings.Ipmi("127.0.0.1:" + port, "lifeboot", 3, "uefi");
  }

  void mark(String name) {
    try {
      Files.writeString(folder.resolve(name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sets what a sensor reads: `cpu` or `fan`.
  public void reads(String sensor, int value) {
    try {
      Files.writeString(folder.resolve(sensor), value + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What its serial-over-LAN leads to.
  public SerialPort serial() {
    return serial;
  }

  public int port() {
    return port;
  }

  /// Waits until the event log has so many entries.
  public void awaitLogged(int count) {
    var power = new IpmiPower(settings(), () -> new Opened.Text(PASSWORD));
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!(power.health() instanceof PowerHealth.Told told && told.log().size() >= count)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the event log has no " + count + " entries");
      }
    }
  }

  boolean on() {
    return Files.exists(folder.resolve("on"));
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    program.close();
    serial.close();
  }
}
