package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// fsck.fat(8) of dosfstools: FAT12, FAT16, FAT32.
final class FsckFat implements Repair {

  private static final Pattern DIRTY = Pattern.compile("(?m)^Dirty bit is set\\.");

  private static final Pattern NAME = Pattern.compile("^(/.{1,200}?) (?=[A-Z]|and /|share )");

  private static final Pattern USED =
      Pattern.compile("(?m)^.*: \\d+ files?, (\\d{1,10})/(\\d{1,10}) clusters$");

  private static final Pattern NOT_A_FAT =
      Pattern.compile(
          "(?m)^(?:Logical sector size|Currently, only|Cluster size is zero|.* not a|Internal error"
              + "|Got \\d+ bytes|Filesystem has|Failed to read|Seek to|Read \\d+ bytes|Unable to).*$");

  private static final String USUAL =
      "^(?:fsck\\.fat \\d|[*]{3} Filesystem|Writing changes|Performing changes|Leaving|"
          + ".*: \\d+ files?, \\d+/\\d+ clusters$"
          + "|There are differences between boot|This is mostly harmless"
          + "|\\d+:[0-9a-f]{2}/[0-9a-f]{2}|Not automatically|Using first FAT|Automatically"
          + "|Auto-|Reclaim(?:ed|ing)|Dirty bit is set)";

  /// What an unclean shutdown leaves: a count that is only kept for speed.
  private static final String COUNT = "|^Free cluster summary";

  private static final String LOSING =
      "drop|delet|remov|truncat|reclaim|bad|shared|unused|start cluster|renam|chain";

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Outcome outcome = stage.run("rehearsing the repair", command(stage.path()));
    Room room = room(outcome, stage.path());
    return report(outcome).by(command(stage.path())).with(room.findings()).knowing(room.facts());
  }

  static Command command(Path device) {
    return Command.of(FilesystemCheck.TOOL_LIMIT, "fsck.fat", "-a", "--", device.toString());
  }

  /// fsck.fat(8), "EXIT STATUS": 1 for all that is wrong, be it repaired or not.
  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr)) || code > 1) {
      return Rehearsed.noAnswer("fsck.fat", outcome);
    }
    boolean ended = USED.matcher(stdout).find();
    if (code == 0) {
      return ended ? Rehearsed.sound() : Rehearsed.noAnswer("fsck.fat", outcome);
    }
    boolean dirty = DIRTY.matcher(stdout).find();
    Changes changes =
        Complaints.of(dirty ? USUAL + COUNT : USUAL, LOSING)
            .named(FsckFat::part)
            .in(joined(stdout) + "\n" + stderr);
    if (!ended) {
      return givenUp(stderr + "\n" + stdout).with(changes.findings());
    }
    if (dirty && changes.none()) {
      return Rehearsed.soundButMarked();
    }
    Rehearsed damaged = Rehearsed.damaged(changes);
    return dirty ? damaged.with(Rehearsed.markedInUse()) : damaged;
  }

  /// A problem is told as the files' names, each on a line of its own, and indented lines.
  static String joined(String said) {
    return said.replaceAll("\\n +", " ").replaceAll(" and\\n/", " and /");
  }

  private static String part(String problem) {
    Matcher name = NAME.matcher(problem);
    return name.find() ? "file " + name.group(1) : "";
  }

  private static Rehearsed givenUp(String said) {
    Matcher why = NOT_A_FAT.matcher(said);
    return Rehearsed.beyondRepair(
        "The file system is damaged beyond what fsck.fat repairs: "
            + (why.find()
                ? HostileText.line(why.group(), 300).replaceFirst("[.]$", "")
                : "it came to no end")
            + ".");
  }

  private static Room room(Outcome outcome, Path device) {
    if (!(outcome instanceof Outcome.Exited(_, String stdout, _))) {
      return Room.UNKNOWN;
    }
    Matcher used = USED.matcher(stdout);
    OptionalLong cluster = clusterBytes(device);
    if (!used.find() || cluster.isEmpty()) {
      return Room.UNKNOWN;
    }
    long all = Long.parseLong(used.group(2));
    long free = all - Long.parseLong(used.group(1));
    return Room.of(
        Numbers.times(OptionalLong.of(all), cluster.getAsLong()),
        Numbers.times(OptionalLong.of(free), cluster.getAsLong()));
  }

  private static OptionalLong clusterBytes(Path device) {
    try (var bytes = new Bytes(device)) {
      return OptionalLong.of(bytes.littleEndian(11, 2) * bytes.littleEndian(13, 1));
    } catch (java.io.IOException _) {
      return OptionalLong.empty(); // not known then
    }
  }
}
