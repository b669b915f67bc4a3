package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.Verdict;

/// xfs_repair(8) of xfsprogs. It cannot replay a log; the kernel does, when [XfsLog] mounts the
/// copy.
final class XfsRepair implements Repair {

  /// With `-e` (xfs_repair(8), "EXIT STATUS"): 4 where something was repaired.
  private static final int FATAL = 1;

  private static final int DIRTY_LOG = 2;
  private static final int REPAIRED = 4;

  private static final Pattern GROUP = Pattern.compile("\\b(?:ag|agno|agf|agi) (\\d{1,10})\\b");

  /// The last line of every whole check.
  private static final Pattern ENDED = Pattern.compile("(?m)^done$");

  private static final Complaints COMPLAINTS =
      Complaints.of(
              "^(?:- |Phase \\d|done$|Cannot get host filesystem|Repair may fail if there is|the"
                  + " image and the host|attempting to find secondary|[.]*found candidate|verified"
                  + " secondary|writing modified primary|Note - stripe unit|Please reset with"
                  + " mount|bp=\\(bno|\\p{XDigit}+: Badness in key|ALERT: The filesystem has"
                  + " valuable|being destroyed|Maximum metadata LSN|Format log to cycle|destroyed"
                  + " because|ERROR: The filesystem has valuable|be replayed\\.|re-running"
                  + " xfs_repair\\.|the -L option|Note that destroying|of the filesystem before"
                  + " doing)",
              "clear|junk|discard|trunc|moving to|lost\\+found|disconnected|free inode")
          .named(XfsRepair::part);

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Outcome repair = repair(stage, false);
    if (!(repair instanceof Outcome.Exited first) || first.code() != DIRTY_LOG) {
      return lookAround(stage, report(repair).by(command(stage.path(), stage.isFile(), false)));
    }
    var log = new XfsLog(stage);
    return switch (log.replay()) {
      case REPLAYED -> {
        Command again = command(stage.path(), stage.isFile(), false);
        Rehearsed whole = report(first, repair(stage, false)).by(again, log.command(), again);
        yield replayed(whole, stage);
      }
      case CORRUPT -> lookAround(stage, logGivenUp(report(repair(stage, true))));
      case NOT_POSSIBLE ->
          Rehearsed.unknown(
              "The file system was not shut down cleanly, and its log could not be replayed here:"
                  + " that takes root and a kernel with XFS. Without it nothing is known.");
    };
  }

  private static Outcome repair(Stage stage, boolean withoutLog) throws InterruptedException {
    return stage.run(
        withoutLog ? "rehearsing the repair without the log" : "rehearsing the repair",
        command(stage.path(), stage.isFile(), withoutLog));
  }

  static Command command(Path device, boolean isFile, boolean withoutLog) {
    List<String> words = new ArrayList<>(List.of("xfs_repair", "-e"));
    if (withoutLog) {
      words.add("-L");
    }
    if (isFile) {
      words.add("-f");
    }
    words.add(device.toString());
    return Command.of(FilesystemCheck.TOOL_LIMIT, words.toArray(String[]::new));
  }

  static Rehearsed report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, String stderr))) {
      return Rehearsed.noAnswer("xfs_repair", outcome);
    }
    return switch (code) {
      case 0 ->
          ENDED.matcher(stdout + "\n" + stderr).find()
              ? Rehearsed.sound()
              : Rehearsed.noAnswer("xfs_repair", outcome);
      case REPAIRED -> Rehearsed.damaged(COMPLAINTS.in(stdout + "\n" + stderr));
      case FATAL ->
          Rehearsed.beyondRepair(
              "The file system is damaged beyond what xfs_repair repairs: "
                  + HostileText.line(lastLine(stderr + "\n" + stdout), 300));
      default -> Rehearsed.noAnswer("xfs_repair", outcome);
    };
  }

  /// Judges. The superblock is set right before the log is looked at, so that the second run finds
  /// it in order: what both changed counts.
  ///
  /// @param first the run that stopped at the log
  /// @param second the run after the log was replayed
  static Rehearsed report(Outcome.Exited first, Outcome second) {
    String before = first.stdout() + "\n" + first.stderr();
    Rehearsed rehearsed = report(second);
    if (COMPLAINTS.in(before).none()
        || rehearsed.verdict() == Verdict.INCONCLUSIVE
        || !(second instanceof Outcome.Exited(int code, String stdout, String stderr))
        || code == FATAL) {
      return rehearsed;
    }
    return Rehearsed.damaged(COMPLAINTS.in(before + "\n" + stdout + "\n" + stderr));
  }

  private static String lastLine(String said) {
    return said.lines()
        .filter(
            line ->
                line.startsWith("fatal") || line.contains("Sorry") || line.contains("xfs_repair:"))
        .findFirst()
        .or(() -> said.lines().filter(line -> !line.isBlank()).findFirst())
        .orElse("it did not say why");
  }

  private static Rehearsed replayed(Rehearsed repaired, Stage stage) throws InterruptedException {
    Rehearsed whole =
        switch (repaired.verdict()) {
          case PASSED -> Rehearsed.soundAfterReplay();
          case INCONCLUSIVE -> repaired;
          default -> repaired.with(Rehearsed.notShutDownCleanly());
        };
    return lookAround(stage, whole);
  }

  private static Rehearsed logGivenUp(Rehearsed repaired) {
    if (repaired.verdict() == Verdict.INCONCLUSIVE) {
      return repaired;
    }
    return Rehearsed.beyondRepair(
            "The file system's log is damaged and cannot be replayed; a repair would give up what"
                + " was in it, the last seconds before the server went down. "
                + repaired.reason())
        .with(repaired.findings());
  }

  private static Rehearsed lookAround(Stage stage, Rehearsed rehearsed)
      throws InterruptedException {
    return switch (rehearsed.verdict()) {
      case INCONCLUSIVE -> rehearsed;
      default -> new XfsDb(stage).lookAround(rehearsed);
    };
  }

  private static String part(String line) {
    String inode = Complaints.inode(line);
    Matcher group = GROUP.matcher(line);
    return inode.isEmpty() && group.find() ? "allocation group " + group.group(1) : inode;
  }
}
