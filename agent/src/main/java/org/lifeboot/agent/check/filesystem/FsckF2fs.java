package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// fsck.f2fs(8) of f2fs-tools. Its exit code says little, so that its lines decide.
final class FsckF2fs implements Repair {

  private static final Pattern ENDED = Pattern.compile("(?m)^Done: ");

  /// It gives up with 255 before it has begun: what it would begin with is gone.
  private static final int GAVE_UP = 255;

  private static final Pattern NO_BEGINNING =
      Pattern.compile("Can't find (?:a )?valid (?:checkpoint|F2FS superblock)");

  private static final Complaints COMPLAINTS =
      Complaints.of(
              "^(?!\\[ASSERT\\]|\\[FIX\\]|.*\\[Fail\\]|.*(?i:corrupt|invalid|wrong|error|unreachable nat"
                  + "|failed|bad )).*$|\\[Ok\\.\\.\\]|^Info: (?:Force to fix|Corrupted valid nat_bits)",
              "unreach|delet|remov|truncat|drop|unlink|dentry|lost")
          .told(FsckF2fs::inWords);

  /// `[ASSERT] (check_block_count:2075) --> `: where in its own source it stood.
  private static final Pattern SOURCE = Pattern.compile("^\\[[A-Z]+] *(?:\\([\\w:]+\\))?[ >-]*");

  /// What fsck.f2fs says of one segment after the other is one thing for a person.
  static String inWords(String line) {
    String said = SOURCE.matcher(line).replaceFirst("");
    if (said.matches(".*\\bSIT\\b.*")) {
      return "The map of used blocks does not fit the blocks that are in use.";
    }
    if (said.matches(".*\\b(?:CP|checkpoint)\\b.*")) {
      return "A checkpoint, the record of the last good state, is damaged.";
    }
    return said.matches("(?i).*unreachable nat.*")
        ? "A file, or a part of one, can be reached no more."
        : said;
  }

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Command command = command(stage.path());
    return report(stage.run("rehearsing the repair", command)).by(command);
  }

  static Command command(Path device) {
    return Command.of(FilesystemCheck.TOOL_LIMIT, "fsck.f2fs", "-f", "-y", device.toString());
  }

  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))
        || (code >= 128 && !gaveUp(code, stdout))) {
      return Rehearsed.noAnswer("fsck.f2fs", outcome);
    }
    Changes changes = COMPLAINTS.in(stdout + "\n" + stderr);
    if (!ENDED.matcher(stdout).find()) {
      return Rehearsed.beyondRepair("The file system is damaged beyond what fsck.f2fs repairs.")
          .with(changes.findings());
    }
    return code == 0 && changes.none() ? Rehearsed.sound() : Rehearsed.damaged(changes);
  }

  private static boolean gaveUp(int code, String stdout) {
    return code == GAVE_UP && NO_BEGINNING.matcher(stdout).find();
  }
}
