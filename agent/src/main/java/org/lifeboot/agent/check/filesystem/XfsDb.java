package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// xfs_db(8) of xfsprogs, read-only: how full an XFS is, what lies in its `lost+found`.
final class XfsDb {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /// `ls`: cookie, inode, type, hash, length, name.
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^\\d+\\s+\\d+\\s+\\w+\\s+0x\\p{XDigit}+\\s+\\d+ (?!\\.{1,2}(?: |$)).+$");

  private final Stage stage;

  XfsDb(Stage stage) {
    this.stage = stage;
  }

  Rehearsed lookAround(Rehearsed rehearsed) throws InterruptedException {
    boolean isFile = stage.isFile();
    Path device = stage.path();
    Outcome superblock =
        stage.run(
            "looking how full it is",
            command(device, isFile, "sb 0", "print blocksize dblocks fdblocks"));
    Outcome lost =
        stage.run("looking into lost+found", command(device, isFile, "path /lost+found", "ls"));
    Room room = room(superblock);
    return rehearsed
        .with(room.findings())
        .with(LostAndFound.findings(entries(lost)))
        .knowing(room.facts());
  }

  static Command command(Path device, boolean isFile, String first, String second) {
    List<String> words = new ArrayList<>(List.of("xfs_db", "-r", "-c", first, "-c", second));
    if (isFile) {
      words.add("-f");
    }
    words.add(device.toString());
    return Command.of(LIMIT, words.toArray(String[]::new));
  }

  static Room room(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _)) || code != 0) {
      return Room.UNKNOWN;
    }
    List<String> lines = stdout.lines().toList();
    OptionalLong block = Numbers.after("blocksize =", lines);
    return Room.of(
        Numbers.times(Numbers.after("dblocks =", lines), block.orElse(0)),
        Numbers.times(Numbers.after("fdblocks =", lines), block.orElse(0)));
  }

  static int entries(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))
        || code != 0
        || stderr.contains("No such file")) {
      return 0;
    }
    return (int) ENTRY.matcher(stdout).results().count();
  }
}
