package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// A look around an ext2, ext3 or ext4 after its repair: how full it is (dumpe2fs(8)), what lies in
/// `lost+found` (debugfs(8)).
final class Ext {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /// `ls -p`: `/inode/mode/uid/gid/name/size/`; unused entries have inode 0.
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^/[1-9]\\d*/\\d+/\\d+/\\d+/(?!\\.{1,2}/)[^\\n]*/\\d*/$");

  private final Stage stage;

  Ext(Stage stage) {
    this.stage = stage;
  }

  Rehearsed lookAround(Rehearsed rehearsed) throws InterruptedException {
    Outcome header = stage.run("looking how full it is", dumpe2fs(stage.path()));
    Outcome lost = stage.run("looking into lost+found", debugfs(stage.path()));
    Room room = room(header);
    return rehearsed
        .with(room.findings())
        .with(LostAndFound.findings(entries(lost)))
        .knowing(room.facts());
  }

  static Command dumpe2fs(Path device) {
    return Command.of(LIMIT, "dumpe2fs", "-h", device.toString());
  }

  static Command debugfs(Path device) {
    return Command.of(LIMIT, "debugfs", "-c", "-R", "ls -p /lost+found", device.toString());
  }

  static Room room(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _)) || code != 0) {
      return Room.UNKNOWN;
    }
    List<String> lines = stdout.lines().toList();
    OptionalLong block = Numbers.after("Block size:", lines);
    long size = block.orElse(0);
    return new Room(
        Numbers.times(Numbers.after("Block count:", lines), size),
        Numbers.times(Numbers.after("Free blocks:", lines), size),
        Numbers.times(Numbers.after("Reserved block count:", lines), size).orElse(0),
        Numbers.after("Inode count:", lines),
        Numbers.after("Free inodes:", lines));
  }

  static int entries(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _)) || code != 0) {
      return 0;
    }
    return (int) ENTRY.matcher(stdout).results().count();
  }
}
