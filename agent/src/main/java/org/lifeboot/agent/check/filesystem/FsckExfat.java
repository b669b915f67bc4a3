package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// fsck.exfat(8) of exfatprogs.
final class FsckExfat implements Repair {

  /// Exit codes (fsck.exfat(8), "EXIT STATUS").
  private static final int CORRECTED = 1;

  private static final int UNCORRECTED = 4;

  private static final Pattern ENDED =
      Pattern.compile("(?m): (?:clean|checked)[.,] directories \\d");

  private static final Complaints COMPLAINTS =
      Complaints.of(
          "^exfatprogs version|: (?:clean|checked|fixed|corrupted)[.,] directories \\d",
          "delet|remov|truncat|bad|cluster|checksum|invalid");

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Command command = command(stage.path());
    return report(stage.run("rehearsing the repair", command)).by(command);
  }

  static Command command(Path device) {
    return Command.of(FilesystemCheck.TOOL_LIMIT, "fsck.exfat", "-y", device.toString());
  }

  private static Rehearsed content(Changes changes, Outcome outcome, String stdout) {
    if (!changes.none()) {
      return Rehearsed.damaged(changes);
    }
    return ENDED.matcher(stdout).find()
        ? Rehearsed.sound()
        : Rehearsed.noAnswer("fsck.exfat", outcome);
  }

  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))) {
      return Rehearsed.noAnswer("fsck.exfat", outcome);
    }
    Changes changes = COMPLAINTS.in(stdout + "\n" + stderr);
    return switch (code) {
      case 0 -> content(changes, outcome, stdout);
      case CORRECTED -> Rehearsed.damaged(changes);
      case UNCORRECTED, UNCORRECTED | CORRECTED ->
          Rehearsed.beyondRepair("The file system is damaged beyond what fsck.exfat repairs.")
              .with(changes.findings());
      default -> Rehearsed.noAnswer("fsck.exfat", outcome);
    };
  }
}
