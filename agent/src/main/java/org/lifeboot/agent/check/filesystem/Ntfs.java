package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// ntfsfix(8) and ntfsresize(8) of ntfs-3g. ntfsfix looks at the master file table's beginning and
/// the boot sectors; ntfsresize, which resizes nothing here, accounts for every cluster. Neither
/// looks at all that Windows' chkdsk does, and the report says so.
final class Ntfs implements Repair {

  private static final Pattern SIZE = Pattern.compile("Current volume size: (\\d{1,18}) bytes");
  private static final Pattern USED = Pattern.compile("Space in use +: (\\d{1,12}) MB");
  private static final Pattern CLUSTER =
      Pattern.compile("Cluster accounting failed|Filesystem check failed|Cluster \\d|mismatch");

  private static final Finding NOT_ALL =
      new Finding(
          "",
          Verdict.PASSED,
          "Looked at: boot sectors, master file table, cluster accounting. Directories and security"
              + " data only Windows itself can check.",
          "For a whole check run chkdsk on Windows.");

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Outcome fix = stage.run("looking at the master file table", fixCommand(stage.path()));
    Outcome resize = stage.run("accounting for every cluster", resizeCommand(stage.path()));
    Room room = room(resize);
    return report(fix, resize).with(room.findings()).knowing(room.facts());
  }

  static Command fixCommand(Path device) {
    return Command.of(FilesystemCheck.TOOL_LIMIT, "ntfsfix", "--no-action", device.toString());
  }

  static Command resizeCommand(Path device) {
    return Command.of(
        FilesystemCheck.TOOL_LIMIT,
        "ntfsresize",
        "--info",
        "--force",
        "--no-progress-bar",
        device.toString());
  }

  static Rehearsed report(Outcome fix, Outcome resize) {
    if (!(fix instanceof Outcome.Exited(int fixCode, String fixSaid, String fixErrors))
        || fixCode > 1) {
      return Rehearsed.noAnswer("ntfsfix", fix);
    }
    if (!(resize instanceof Outcome.Exited(int code, String said, String errors)) || code > 1) {
      return Rehearsed.noAnswer("ntfsresize", resize);
    }
    if (code == 0 && !SIZE.matcher(said).find()) {
      return Rehearsed.noAnswer("ntfsresize", resize);
    }
    if (fixCode == 0 && code == 0) {
      return Rehearsed.sound().with(NOT_ALL);
    }
    return Rehearsed.beyondRepair(
        inWords(String.join("\n", errors, said, fixErrors, fixSaid))
            + " The tools here do not repair that; Windows' chkdsk /f may.");
  }

  /// What is damaged, for its owner; the tools' own words are the evidence.
  static String inWords(String said) {
    if (said.contains("Failed to load $MFT") || said.contains("has no FILE magic")) {
      return "The table of all files (MFT) of this NTFS cannot be read.";
    }
    if (said.contains("$MFTMirr does not match $MFT")) {
      return "The table of all files (MFT) of this NTFS and its copy differ.";
    }
    if (CLUSTER.matcher(said).find()) {
      return "The map of used space of this NTFS does not fit its files.";
    }
    return "This NTFS is damaged.";
  }

  private static Room room(Outcome resize) {
    if (!(resize instanceof Outcome.Exited(_, String said, _))) {
      return Room.UNKNOWN;
    }
    Matcher size = SIZE.matcher(said);
    Matcher used = USED.matcher(said);
    if (!size.find() || !used.find()) {
      return Room.UNKNOWN;
    }
    long all = Long.parseLong(size.group(1));
    long taken = Math.min(all, Long.parseLong(used.group(1)) * 1_000_000);
    return Room.of(OptionalLong.of(all), OptionalLong.of(all - taken));
  }
}
