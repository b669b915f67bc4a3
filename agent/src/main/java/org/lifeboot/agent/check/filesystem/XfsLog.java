package org.lifeboot.agent.check.filesystem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// Lets the kernel replay the log of an XFS: it mounts the copy for a moment.
///
/// Only the kernel can replay that log. A mount of a file system that somebody made to hurt the
/// kernel is a risk, so it is done only where xfs_repair has read the superblock and says that the
/// log is not empty; in a mount namespace of its own, which ends with the program, so that nobody
/// ever sees the mount and nothing is left of it; without set-uid, devices and programs.
final class XfsLog {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private static final int MOUNT_FAILED = 32;

  private static final Pattern DAMAGE =
      Pattern.compile("Structure needs cleaning|Input/output error|can't read superblock");

  private final Stage stage;

  XfsLog(Stage stage) {
    this.stage = stage;
  }

  /// What came of it.
  enum Replay {
    REPLAYED,
    CORRUPT,
    NOT_POSSIBLE
  }

  Replay replay() throws InterruptedException {
    return replay(stage.run("replaying the log", command()));
  }

  /// The same UUID may be mounted from elsewhere. A read-only loop device would keep the kernel
  /// from replaying.
  Command command() {
    String options = "rw,nosuid,nodev,noexec,nouuid" + (stage.isFile() ? ",loop" : "");
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    words.addAll(List.of("--", "mount", "-t", "xfs", "-o", options));
    words.addAll(List.of(stage.path().toString(), "/mnt"));
    return Command.of(LIMIT, words.toArray(String[]::new));
  }

  static Replay replay(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, _, String stderr))) {
      return Replay.NOT_POSSIBLE;
    }
    if (code == 0) {
      return Replay.REPLAYED;
    }
    return code == MOUNT_FAILED && DAMAGE.matcher(stderr).find()
        ? Replay.CORRUPT
        : Replay.NOT_POSSIBLE;
  }
}
