package org.lifeboot.agent.storage;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.JsonText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.Inventory.Volume;

/// lsblk(8) of util-linux: sysfs and udev's database, read only. It opens no device for writing and
/// assembles nothing.
public final class Lsblk {

  /// NAME, though not read, makes lsblk nest what stands on what: without it the list is flat.
  private static final String COLUMNS =
      "NAME,PATH,TYPE,SIZE,MODEL,SERIAL,REV,TRAN,ROTA,"
          + "FSTYPE,LABEL,UUID,PARTLABEL,PARTTYPENAME,MOUNTPOINTS";

  /// Major numbers of RAM disks, floppies, loop devices and optical drives (the kernel's
  /// devices.txt): not a server's drives.
  private static final String NOT_DRIVES = "1,2,7,11";

  /// More than this on one server is told of in a later message, not squeezed into this one.
  static final int MOST_VOLUMES = 1_000;

  private static final Set<String> MEMORY_ONLY = Set.of("zram", "nbd");

  private static final JsonType<Answer> ANSWER = Jsonb.builder().build().type(Answer.class);

  private Lsblk() {}

  public static Command command() {
    return Command.of(
        Duration.ofSeconds(30),
        "lsblk",
        "--json",
        "--bytes",
        "--tree=PATH", // without it and without NAME, util-linux 2.41 lists partitions beside their
        // disks
        "--exclude",
        NOT_DRIVES,
        "--output",
        COLUMNS);
  }

  /// What lsblk told.
  public sealed interface Report {
    record Found(List<Disk> disks) implements Report {
      public Found {
        disks = List.copyOf(disks);
      }
    }

    /// No answer; nothing is known of the drives.
    record Unreadable(String reason) implements Report {}
  }

  public static Report report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _))) {
      return new Report.Unreadable("listing the drives with lsblk: " + outcome.inWords());
    }
    if (code == 32) { // "none of specified devices found": a server without drives
      return new Report.Found(List.of());
    }
    if (code != 0 && code != 64) { // 64: "some found", the rest went away meanwhile
      return new Report.Unreadable("listing the drives with lsblk: " + outcome.inWords());
    }
    try {
      var room = new Room(MOST_VOLUMES);
      return new Report.Found(
          list(JsonText.read(ANSWER, stdout).blockdevices()).stream()
              .filter(Lsblk::aDrive)
              .map(device -> disk(device, room))
              .toList());
    } catch (JsonException | IllegalStateException | NullPointerException e) {
      return new Report.Unreadable(
          "reading lsblk's answer: " + HostileText.line(String.valueOf(e.getMessage()), 400));
    }
  }

  private static boolean aDrive(Device device) {
    String name = text(device.path()).replace("/dev/", "");
    return text(device.type()).equals("disk")
        && device.size() > 0
        && MEMORY_ONLY.stream().noneMatch(name::startsWith);
  }

  private static Disk disk(Device device, Room room) {
    List<Volume> children = volumes(device, room);
    return new Disk(
        text(device.path()),
        text(device.model()),
        text(device.serial()),
        text(device.rev()),
        text(device.tran()),
        device.rota(),
        device.size(),
        text(device.fstype()).isEmpty() ? children : List.of(volume(device, children)));
  }

  private static List<Volume> volumes(Device parent, Room room) {
    return list(parent.children()).stream()
        .filter(_ -> room.take())
        .map(child -> volume(child, volumes(child, room)))
        .toList();
  }

  private static Volume volume(Device device, List<Volume> contents) {
    return new Volume(
        text(device.path()),
        kind(text(device.type())),
        device.size(),
        text(device.fstype()),
        text(device.label()),
        text(device.uuid()),
        text(device.partlabel()),
        text(device.parttypename()),
        list(device.mountpoints()).stream()
            .filter(Objects::nonNull)
            .map(Lsblk::text)
            .distinct()
            .limit(32)
            .toList(),
        contents);
  }

  private static String kind(String type) {
    return type.equals("part") ? "partition" : type;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : HostileText.line(value);
  }

  private static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  /// How many more volumes fit.
  private static final class Room {
    private int left;

    Room(int left) {
      this.left = left;
    }

    boolean take() {
      return left-- > 0;
    }
  }

  @Json
  record Answer(@Nullable List<Device> blockdevices) {}

  @Json
  record Device(
      @Nullable String path,
      @Nullable String type,
      long size,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String rev,
      @Nullable String tran,
      boolean rota,
      @Nullable String fstype,
      @Nullable String label,
      @Nullable String uuid,
      @Nullable String partlabel,
      @Nullable String parttypename,
      @Nullable List<@Nullable String> mountpoints,
      @Nullable List<Device> children) {}
}
