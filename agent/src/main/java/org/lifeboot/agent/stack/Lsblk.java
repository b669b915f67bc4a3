package org.lifeboot.agent.stack;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.JsonText;
import org.lifeboot.agent.tool.Outcome;

/// lsblk(8) of util-linux as a tree of everything that may be part of a stack.
final class Lsblk {

  /// NAME, though not read, makes lsblk nest what stands on what.
  private static final String COLUMNS =
      "NAME,PATH,TYPE,SIZE,FSTYPE,FSVER,LABEL,UUID,PARTUUID,PARTLABEL,MOUNTPOINTS";

  /// Major numbers of RAM disks, floppies, loop devices and optical drives.
  private static final String NOT_DRIVES = "1,2,7,11";

  private static final JsonType<Answer> ANSWER = Jsonb.builder().build().type(Answer.class);

  private Lsblk() {}

  static Command command() {
    return Command.of(
        Duration.ofSeconds(60),
        "lsblk",
        "--json",
        "--bytes",
        "--tree=PATH",
        "--exclude",
        NOT_DRIVES,
        "--output",
        COLUMNS);
  }

  static List<Device> report(Outcome outcome) throws NotUp {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _))) {
      throw new NotUp("listing the disks with lsblk: " + outcome.inWords());
    }
    if (code == 32) { // "none of specified devices found"
      return List.of();
    }
    if (code != 0 && code != 64) { // 64: "some found"
      throw new NotUp("listing the disks with lsblk: " + outcome.inWords());
    }
    try {
      return list(JsonText.read(ANSWER, stdout).blockdevices());
    } catch (JsonException | IllegalStateException | NullPointerException e) {
      throw new NotUp("reading lsblk's answer: " + HostileText.line(String.valueOf(e), 400));
    }
  }

  private static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  @Json
  record Answer(@Nullable List<Device> blockdevices) {}

  @Json
  record Device(
      @Nullable String path,
      @Nullable String type,
      long size,
      @Nullable String fstype,
      @Nullable String fsver,
      @Nullable String label,
      @Nullable String uuid,
      @Nullable String partuuid,
      @Nullable String partlabel,
      @Nullable List<@Nullable String> mountpoints,
      @Nullable List<Device> children) {

    List<Device> upon() {
      return list(children);
    }

    static String text(@Nullable String value) {
      return value == null ? "" : HostileText.line(value);
    }

    List<String> mounts() {
      return list(mountpoints).stream().filter(Objects::nonNull).map(Device::text).toList();
    }
  }
}
