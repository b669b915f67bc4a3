package org.lifeboot.lab.server;

import static java.time.format.DateTimeFormatter.ISO_DATE_TIME;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lifeboot.lab.process.Child;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Tool;

/// A server that is a QEMU process, whose firmware always tries the network first, then the drives.
/// It starts with fresh drives, powered on; a reboot stays in the same process, and closing it is
/// pulling the plug.
public final class VirtualServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final int MEMORY_MIB = 1024;
  private static final int LONGEST_SOCKET_PATH = 107; // sun_path of unix(7)

  /// A server that can be started.
  ///
  /// @param folder where its drives, sockets and console are; made, and emptied of an earlier run's
  /// @param macAddress of its one network card
  /// @param memoryMib 48 are enough for firmware, iPXE and Memtest86+
  /// @param serialPort a port of 127.0.0.1 that leads to its serial port
  /// @param extras what is particular about it, in QEMU's words: [#withClock], [#withSerial]
  public record Plan(
      String name,
      Path folder,
      String macAddress,
      List<Drive> drives,
      Network network,
      Firmware firmware,
      Optional<Medium> medium,
      int memoryMib,
      OptionalInt serialPort,
      List<String> extras) {
    public Plan {
      drives = List.copyOf(drives);
      extras = List.copyOf(extras);
    }

    /// Without a medium.
    public Plan(
        String name,
        Path folder,
        String macAddress,
        List<Drive> drives,
        Network network,
        Firmware firmware) {
      this(
          name,
          folder,
          macAddress,
          drives,
          network,
          firmware,
          Optional.empty(),
          MEMORY_MIB,
          OptionalInt.empty(),
          List.of());
    }

    /// The same with a medium in it.
    public Plan with(Medium medium) {
      return new Plan(
          name,
          folder,
          macAddress,
          drives,
          network,
          firmware,
          Optional.of(medium),
          Medium.MEMORY_MIB,
          serialPort,
          extras);
    }

    /// The same with a clock on its mainboard that says this when it is powered on.
    public Plan withClock(LocalDateTime clock) {
      return with("-rtc", "base=" + clock.truncatedTo(ChronoUnit.SECONDS).format(ISO_DATE_TIME));
    }

    /// The same with a serial number that its firmware tells.
    public Plan withSerial(String serial) {
      return with("-smbios", "type=1,serial=" + serial);
    }

    private Plan with(String... words) {
      var all = Stream.concat(extras.stream(), Stream.of(words)).toList();
      return new Plan(
          name, folder, macAddress, drives, network, firmware, medium, memoryMib, serialPort, all);
    }

    /// The same with less memory, or more.
    public Plan withMemory(int mib) {
      return new Plan(
          name, folder, macAddress, drives, network, firmware, medium, mib, serialPort, extras);
    }

    /// The same, its serial port reached by this port of 127.0.0.1 as well, for one at a time.
    public Plan withSerialAt(int port) {
      return new Plan(
          name,
          folder,
          macAddress,
          drives,
          network,
          firmware,
          medium,
          memoryMib,
          OptionalInt.of(port),
          extras);
    }

    /// QEMU's words for the serial port: what it says is kept in the file in any case.
    List<String> serial() {
      if (serialPort.isEmpty()) {
        return List.of("-serial", "file:" + console());
      }
      return List.of(
          "-chardev",
          "socket,id=serial,host=127.0.0.1,port=%d,server=on,wait=off,logfile=%s,logappend=off"
              .formatted(serialPort.getAsInt(), console()),
          "-serial",
          "chardev:serial");
    }

    /// With SeaBIOS.
    public Plan(String name, Path folder, String macAddress, List<Drive> drives, Network network) {
      this(name, folder, macAddress, drives, network, Firmware.BIOS);
    }

    /// QEMU's monitor for the Manager's power driver.
    public Path powerSocket() {
      return folder.resolve("qmp.sock");
    }

    Path labSocket() {
      return folder.resolve("lab.sock");
    }

    public Path console() {
      return folder.resolve("console.log");
    }
  }

  private final Plan plan;
  private final Child qemu;
  private final Console console;
  private final Qmp monitor;
  private final Accelerator accelerator;

  private VirtualServer(Plan plan, Child qemu, Accelerator accelerator) {
    this.accelerator = accelerator;
    this.plan = plan;
    this.qemu = qemu;
    this.console = new Console(plan.console());
    this.monitor = new Qmp(plan.labSocket());
  }

  /// Powers a server on, with fresh drives; its firmware tries the network first.
  public static VirtualServer start(Plan plan, Accelerator accelerator) {
    prepare(plan);
    return started(plan, accelerator, command(plan, accelerator));
  }

  /// Powers on a server with a virtual CD drive, with fresh drives.
  ///
  /// @param medium what is in the CD drive
  public static VirtualServer start(
      Plan plan, Accelerator accelerator, BootOrder order, Optional<Path> medium) {
    prepare(plan);
    return startAgain(plan, accelerator, order, medium);
  }

  /// Powers such a server on once more: its drives and its firmware's variables are as it left
  /// them.
  public static VirtualServer startAgain(
      Plan plan, Accelerator accelerator, BootOrder order, Optional<Path> medium) {
    return started(plan, accelerator, command(plan, accelerator, order, medium));
  }

  private static VirtualServer started(Plan plan, Accelerator accelerator, List<String> qemu) {
    var command = plan.network().inside(qemu);
    var log = plan.folder().resolve("qemu.log");
    var server =
        new VirtualServer(plan, Child.start(plan.name(), command, Map.of(), log), accelerator);
    if (!Patience.untilTrue(START, () -> server.answers() || !server.running())
        || !server.running()) {
      server.close();
      throw new LabException("QEMU did not start %s: %s".formatted(plan.name(), text(log)));
    }
    return server;
  }

  private static void prepare(Plan plan) {
    if (plan.powerSocket().toString().length() > LONGEST_SOCKET_PATH) {
      throw new LabException(
          "the path %s is too long for a socket (%d characters at most): choose a shorter --data"
              .formatted(plan.powerSocket(), LONGEST_SOCKET_PATH));
    }
    try {
      Files.createDirectories(plan.folder());
      Files.deleteIfExists(plan.console());
      if (plan.firmware().uefi()) {
        Files.copy(
            plan.firmware().factoryVariables(),
            Firmware.variables(plan.folder()),
            StandardCopyOption.REPLACE_EXISTING);
      }
      for (var drive : plan.drives()) {
        Files.deleteIfExists(drive.overlayIn(plan.folder()));
        Tool.output(START, drive.copyIn(plan.folder()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + plan.folder(), e);
    }
  }

  static List<String> command(Plan plan, Accelerator accelerator) {
    return command(plan, accelerator, BootOrder.NETWORK, List.of());
  }

  static List<String> command(
      Plan plan, Accelerator accelerator, BootOrder order, Optional<Path> medium) {
    return command(plan, accelerator, order, CdDrive.arguments(order, medium));
  }

  private static List<String> command(
      Plan plan, Accelerator accelerator, BootOrder order, List<String> cdDrive) {
    var command =
        new ArrayList<>(
            List.of(
                "qemu-system-x86_64",
                "-name",
                plan.name(),
                "-accel",
                accelerator.word(),
                "-machine",
                plan.firmware().machine() + ",memory-backend=memory",
                "-object",
                "memory-backend-memfd,id=memory,share=on,size=" + plan.memoryMib() + "M",
                "-m",
                Integer.toString(plan.memoryMib()),
                "-smp",
                "2",
                "-nodefaults",
                "-display",
                "none",
                "-vga",
                "std",
                "-qmp",
                "unix:" + plan.powerSocket() + ",server=on,wait=off",
                "-qmp",
                "unix:" + plan.labSocket() + ",server=on,wait=off"));
    command.addAll(plan.serial());
    command.addAll(plan.firmware().arguments(plan.folder(), plan.network().sixth()));
    command.addAll(plan.extras());
    plan.network().arguments(plan.macAddress(), plan.firmware()).stream()
        .map(order::network)
        .forEach(command::add);
    for (int place = 0; place < plan.drives().size(); place++) {
      command.addAll(plan.drives().get(place).arguments(plan.folder(), place));
    }
    command.addAll(cdDrive);
    plan.medium().ifPresent(own -> command.addAll(own.arguments()));
    return command;
  }

  public Plan plan() {
    return plan;
  }

  public Console console() {
    return console;
  }

  public boolean running() {
    return qemu.running();
  }

  /// In a person's words.
  public String speed() {
    return switch (accelerator) {
      case KVM -> "it runs on KVM";
      case TCG -> "it runs in software emulation: KVM does not work here";
    };
  }

  /// Its virtual CD drive, where it has one.
  public CdDrive cdDrive() {
    return new CdDrive(monitor);
  }

  /// The reset button.
  public void reset() {
    monitor.run("system_reset");
  }

  /// The power button: ACPI asks the system to shut down.
  public void pressPowerButton() {
    monitor.run("system_powerdown");
  }

  /// Lets a drive read and write no faster than this from now on.
  public void slowDown(String drive, long bytesPerSecond) {
    Map<String, Object> limit = new HashMap<>(Map.of("id", device(drive), "bps", bytesPerSecond));
    List.of("bps_rd", "bps_wr", "iops", "iops_rd", "iops_wr").forEach(other -> limit.put(other, 0));
    var _ = monitor.run("block_set_io_throttle", limit);
  }

  /// A virtio drive is two devices to QEMU; the inner one reads and writes.
  private String device(String drive) {
    return plan.drives().stream()
        .filter(each -> each.name().equals(drive) && each.kind() == Drive.Kind.VIRTIO)
        .findFirst()
        .map(each -> "/machine/peripheral/%s/virtio-backend".formatted(each.name()))
        .orElse(drive);
  }

  /// What can break in it while it runs.
  public Faults faults() {
    return new Faults(monitor, qemu.pid());
  }

  /// Stops its processors: nothing of the server answers any more.
  public void freeze() {
    monitor.run("stop");
  }

  /// Lets them go on where they were.
  public void thaw() {
    monitor.run("cont");
  }

  /// How many writes the server has made to its drives since it was powered on, all drives
  /// together.
  public long writes() {
    return monitor.run("query-blockstats").each().stream()
        .mapToLong(drive -> drive.at("stats").number("wr_operations"))
        .sum();
  }

  /// The SHA-256 of each drive's files: what the server reads from a drive follows from these
  /// alone. To be taken of a server that is frozen or has just been powered on.
  public Map<String, String> fingerprints() {
    var prints = new TreeMap<String, String>();
    for (var drive : plan.drives()) {
      prints.put(drive.name(), Sha256.of(drive.overlayIn(plan.folder()), drive.original()));
    }
    return prints;
  }

  /// QEMU ends by itself, at once.
  public void quit() {
    var _ = monitor.run("quit");
  }

  private boolean answers() {
    try {
      return monitor.run("query-status").has("status");
    } catch (LabException e) {
      return false;
    }
  }

  private static String text(Path log) {
    try {
      return Files.readString(log).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Pulls the plug.
  @Override
  public void close() {
    qemu.kill();
  }
}
