package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// reiserfsck(8) of reiserfsprogs: it replays the journal and checks. Which repair it would take is
/// said by its exit code.
final class Reiserfsck implements Repair {

  /// Exit codes (reiserfsck(8), "EXIT CODES").
  private static final int CORRECTED = 1;

  private static final int NEEDS_NEW_TREE = 4;
  private static final int FIXABLE = 6;

  private static final Pattern REPLAYED = Pattern.compile("(?m)[1-9]\\d* transactions replayed");

  private static final Pattern ENDED = Pattern.compile("(?m)^No corruptions found");

  private static final Complaints COMPLAINTS =
      Complaints.of(
          "^(?:reiserfsck |Will |#+|Replaying journal|Reiserfs journal|Checking |Comparing|finished"
              + "|No corruptions|There are on|Leaves|Internal nodes|Directories|Other files|Data block"
              + "|Safe links|/|Zero bit|Fs was|\\d+ transactions|Mountid|[*]+|The problem has|If you)",
          "bad|skipped|rebuild|level");

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    return report(stage.run("replaying the journal and checking", command(stage.path())));
  }

  static Command command(Path device) {
    return Command.of(
        FilesystemCheck.TOOL_LIMIT, "reiserfsck", "--check", "--yes", device.toString());
  }

  private static Rehearsed content(String said, Outcome outcome) {
    if (!ENDED.matcher(said).find()) {
      return Rehearsed.noAnswer("reiserfsck", outcome);
    }
    return REPLAYED.matcher(said).find() ? Rehearsed.soundAfterReplay() : Rehearsed.sound();
  }

  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))) {
      return Rehearsed.noAnswer("reiserfsck", outcome);
    }
    Changes changes = COMPLAINTS.in(stdout + "\n" + stderr);
    return switch (code) {
      case 0 -> content(stdout + stderr, outcome);
      case CORRECTED, FIXABLE -> Rehearsed.damaged(changes);
      case NEEDS_NEW_TREE ->
          Rehearsed.beyondRepair(
                  "The file system's tree is damaged: only a rebuild from all its blocks (reiserfsck"
                      + " --rebuild-tree) may get it back.")
              .with(changes.findings());
      default -> Rehearsed.noAnswer("reiserfsck", outcome);
    };
  }
}
