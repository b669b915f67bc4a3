package org.lifeboot.agent.check.raid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.lifeboot.agent.tool.HostileText;

/// The arrays that the kernel has assembled (the kernel's admin-guide/md, "md devices in sysfs").
///
/// @param root `/`, or a folder that looks like it
record Sysfs(Path root) {

  /// One assembled array.
  ///
  /// @param name `md0`
  /// @param level `raid1`, `container`, …, or empty
  /// @param state `clean`, `active`, `inactive`, …
  /// @param disks how many active members it is meant to have
  /// @param degraded how many of them are missing; empty for levels that cannot miss any
  /// @param action `idle`, `resync`, `recover`, `check`, …, or empty
  /// @param completed `12828 / 94208` sectors, `none`, or empty
  record Array(
      String name,
      String level,
      String state,
      long disks,
      OptionalLong degraded,
      OptionalLong mismatches,
      String action,
      String completed,
      List<Disk> members) {
    Array {
      members = List.copyOf(members);
    }

    String device() {
      return "/dev/" + name;
    }

    boolean busy() {
      return !action.isEmpty() && !action.equals("idle") && !action.equals("frozen");
    }

    boolean rebuilding() {
      return action.equals("recover") || action.equals("resync") || action.equals("reshape");
    }

    /// How far that is, in per cent.
    OptionalLong percent() {
      String[] parts = completed.split(" / ", -1);
      if (parts.length != 2 || !parts[0].matches("\\d{1,17}") || !parts[1].matches("\\d{1,17}")) {
        return OptionalLong.empty();
      }
      long all = Long.parseLong(parts[1]);
      return all == 0
          ? OptionalLong.empty()
          : OptionalLong.of(Math.min(100, Long.parseLong(parts[0]) * 100 / all));
    }
  }

  /// A member of an assembled array.
  ///
  /// @param name `sda2`
  /// @param state words with commas between: `in_sync`, `faulty`, `spare`, `write_error`, …
  record Disk(String name, String state, OptionalLong errors) {

    boolean is(String word) {
      return List.of(state.split(",", -1)).contains(word);
    }
  }

  List<Array> arrays() throws IOException {
    Path blocks = root.resolve("sys/block");
    List<Array> arrays = new ArrayList<>();
    if (!Files.isDirectory(blocks)) {
      throw new IOException("there is no " + blocks);
    }
    for (Path block : sorted(blocks, "md*")) {
      if (Files.isDirectory(block.resolve("md"))) {
        arrays.add(array(block.getFileName().toString(), block.resolve("md")));
      }
    }
    return arrays;
  }

  private static List<Path> sorted(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private static Array array(String name, Path md) throws IOException {
    List<Disk> members = new ArrayList<>();
    for (Path member : sorted(md, "dev-*")) {
      String device = member.getFileName().toString().substring("dev-".length());
      members.add(
          new Disk(HostileText.line(device), text(member, "state"), number(member, "errors")));
    }
    return new Array(
        name,
        text(md, "level"),
        text(md, "array_state"),
        number(md, "raid_disks").orElse(0),
        number(md, "degraded"),
        number(md, "mismatch_cnt"),
        text(md, "sync_action"),
        text(md, "sync_completed"),
        members);
  }

  private static OptionalLong number(Path folder, String name) {
    String text = text(folder, name);
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /// Empty for what this level does not have, or what has gone meanwhile.
  private static String text(Path folder, String name) {
    try {
      return HostileText.line(Files.readString(folder.resolve(name)));
    } catch (IOException _) {
      return "";
    }
  }
}
