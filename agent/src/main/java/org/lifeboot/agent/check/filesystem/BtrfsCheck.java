package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// btrfs-check(8) of btrfs-progs, read-only: its `--repair` may make things worse, says its own
/// manual page, so it is not rehearsed either.
final class BtrfsCheck implements Repair {

  private static final long SUPERBLOCK = 64 << 10;

  private static final Pattern ENDED = Pattern.compile("(?m)^found \\d+ bytes used");

  private static final Complaints COMPLAINTS =
      Complaints.of(
          "^(?:Opening filesystem|Checking filesystem on|UUID:|\\[\\d/\\d\\]|found \\d+ bytes"
              + " used|total |btree space waste|file data blocks|referenced |Starting|cache and"
              + " super generation|using SB copy|ERROR: errors found in|ERROR: cannot open file"
              + " system)",
          "missing|csum|checksum|bad|error|unresolved|orphan|lost");

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    try (var bytes = new Bytes(stage.path())) {
      if (bytes.littleEndian(SUPERBLOCK + 0x88, 8) > 1 && bytes.says(SUPERBLOCK + 64, "_BHRfS_M")) {
        return Rehearsed.unknown(
            "This btrfs lies on %d devices; one of them alone cannot be checked."
                .formatted(bytes.littleEndian(SUPERBLOCK + 0x88, 8)));
      }
      Room room = room(bytes);
      boolean log = bytes.littleEndian(SUPERBLOCK + 0x60, 8) != 0;
      Rehearsed rehearsed =
          report(stage.run("checking it, read-only", command(stage.path(), bytes)));
      return remarks(rehearsed, log).with(room.findings()).knowing(room.facts());
    } catch (IOException e) {
      return Rehearsed.unknown("The btrfs could not be read: " + e);
    }
  }

  /// Where the first superblock is gone, the second one is asked.
  private static Command command(Path device, Bytes bytes) {
    return bytes.says(SUPERBLOCK + 64, "_BHRfS_M") ? command(device, "0") : command(device, "1");
  }

  static Command command(Path device, String superblock) {
    return Command.of(
        FilesystemCheck.TOOL_LIMIT,
        "btrfs",
        "check",
        "--readonly",
        "--super",
        superblock,
        "--",
        device.toString());
  }

  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr)) || code > 1) {
      return Rehearsed.noAnswer("btrfs check", outcome);
    }
    Changes complaints = COMPLAINTS.in(stdout + "\n" + stderr);
    if (code == 0 && !ENDED.matcher(stdout).find()) {
      return Rehearsed.noAnswer("btrfs check", outcome);
    }
    if (code == 0 && complaints.none()) {
      return Rehearsed.sound();
    }
    if (code == 0) {
      return Rehearsed.sound().with(oneCopyBad(complaints));
    }
    return Rehearsed.of(
            Verdict.FAILED,
            stderr.contains("cannot open file system")
                ? "The btrfs is damaged so badly that btrfs check cannot open it."
                : "The btrfs is damaged. Its own repair may make that worse, so it is not"
                    + " rehearsed.",
            java.util.List.of(
                new Finding(
                    "",
                    Verdict.FAILED,
                    "btrfs check found errors.",
                    "Copy what can still be read (mount -o ro,rescue=all, or btrfs restore), then"
                        + " make the file system anew.")))
        .with(complaints.findings());
  }

  private static java.util.List<Finding> oneCopyBad(Changes complaints) {
    return complaints.findings().stream()
        .map(
            finding ->
                new Finding(
                    finding.part(),
                    Verdict.WARNING,
                    finding.text(),
                    "Another copy was good; mount it and run btrfs scrub, and look at the drive."))
        .toList();
  }

  private static Rehearsed remarks(Rehearsed rehearsed, boolean log) {
    return log && rehearsed.verdict() != Verdict.INCONCLUSIVE
        ? rehearsed.with(Rehearsed.notShutDownCleanly())
        : rehearsed;
  }

  /// total_bytes and bytes_used of the superblock: data and metadata once, whatever the RAID level.
  private static Room room(Bytes bytes) {
    if (!bytes.says(SUPERBLOCK + 64, "_BHRfS_M")) {
      return Room.UNKNOWN;
    }
    long size = bytes.littleEndian(SUPERBLOCK + 0x70, 8);
    long used = bytes.littleEndian(SUPERBLOCK + 0x78, 8);
    return size <= 0 || used < 0 || used > size
        ? Room.UNKNOWN
        : Room.of(OptionalLong.of(size), OptionalLong.of(size - used));
  }
}
