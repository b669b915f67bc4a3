package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// fsck.jfs(8) of jfsutils. It exits with 0 after some repairs too, so that its lines decide.
final class FsckJfs implements Repair {

  private static final Pattern CLEAN = Pattern.compile("(?m)^Filesystem is clean\\.");

  private static final Pattern REPLAYED =
      Pattern.compile("(?im)^.*(?:logredo|replay log\\) .*(?!returned)|log redo).*$");

  private static final Complaints COMPLAINTS =
      Complaints.of(
          "^(?:(?:/\\S*/)?fsck\\.jfs version|processing started|The current device|Block size|Filesystem size"
              + "|[*]{2}Phase|-?\\d+ kilobytes|Filesystem is clean|Using default parameter"
              + "|.*logredo|.*log redo|.*file system state|Open\\(|Filesystem Summary)",
          "delet|remov|release|lost|directory|inode|link|cross");

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Command command = command(stage.path());
    return report(stage.run("rehearsing the repair", command)).by(command);
  }

  static Command command(Path device) {
    return Command.of(FilesystemCheck.TOOL_LIMIT, "fsck.jfs", "-f", "-p", device.toString());
  }

  /// Exit bits as of every fsck(8): 1 corrected, 4 left uncorrected, 8 operational error.
  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))
        || code >= 16) {
      return Rehearsed.noAnswer("fsck.jfs", outcome);
    }
    Changes changes = COMPLAINTS.in(stdout + "\n" + stderr);
    if ((code & 12) != 0 || !CLEAN.matcher(stdout).find()) {
      return Rehearsed.beyondRepair("The file system is damaged beyond what fsck.jfs repairs.")
          .with(changes.findings());
    }
    if (changes.none() && code == 0) {
      return REPLAYED.matcher(stdout).find() ? Rehearsed.soundAfterReplay() : Rehearsed.sound();
    }
    return Rehearsed.damaged(changes);
  }
}
