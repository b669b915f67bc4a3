package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;

/// e2fsck(8) of e2fsprogs: ext2, ext3, ext4. First the journal alone is replayed, so that what
/// comes after it is damage and not an unclean shutdown.
final class E2fsck implements Repair {

  /// Exit bits (e2fsck(8), "EXIT CODE").
  private static final int CORRECTED = 1 | 2;

  private static final int UNCORRECTED = 4;
  private static final int NOT_ITS_OWN = ~(CORRECTED | UNCORRECTED | 8);

  private static final Pattern PROGRESS = Pattern.compile("([1-5]) (\\d{1,15}) (\\d{1,15}) .*");

  private static final Pattern REPLAYED =
      Pattern.compile("(?m)^.*: recovering journal$|^Clearing orphaned inode ");

  /// The last line of every whole check.
  private static final Pattern ENDED =
      Pattern.compile("(?m)^.*: \\d+/\\d+ files \\(.*\\), \\d+/\\d+ blocks$");

  private static final Pattern SIZES =
      Pattern.compile("The filesystem size .* is (\\d+) blocks\\s+The physical size .* is (\\d+)");

  /// How the undo file is called in the plan that is shown.
  static final String UNDO_FILE = "lifeboot.e2undo";

  /// With `-z` it says, for a person, how to undo.
  private static final Pattern UNDO_NOTE =
      Pattern.compile(
          "(?m)^Overwriting existing filesystem; this can be undone using the command:\n.*\n+");

  private static final Pattern NO_SUPERBLOCK =
      Pattern.compile("Bad magic number in super-block|Superblock invalid|superblock is corrupt");

  @Override
  public Rehearsed rehearse(Stage stage) throws InterruptedException {
    Outcome replay = stage.run("replaying the journal", replayCommand(stage.path(), stage.undo()));
    Outcome repair =
        stage.run(
            "rehearsing the repair", command(stage.path(), stage.undo()), progress(stage.watch()));
    Rehearsed rehearsed = report(replay, repair).by(shown(stage));
    return switch (rehearsed.verdict()) {
      case INCONCLUSIVE -> rehearsed;
      default -> new Ext(stage).lookAround(rehearsed);
    };
  }

  private static Command[] shown(Stage stage) {
    Optional<Path> undo = Optional.of(Path.of(UNDO_FILE));
    return new Command[] {replayCommand(stage.path(), undo), command(stage.path(), undo)};
  }

  /// @param undo where every block is saved before it is overwritten; a second run adds to it
  static Command replayCommand(Path device, Optional<Path> undo) {
    return command(device, undo, "-y", "-E", "journal_only");
  }

  static Command command(Path device, Optional<Path> undo) {
    return command(device, undo, "-f", "-y", "-C", "2");
  }

  private static Command command(Path device, Optional<Path> undo, String... options) {
    List<String> words = new ArrayList<>(List.of("e2fsck"));
    words.addAll(List.of(options));
    undo.ifPresent(file -> words.addAll(List.of("-z", file.toString())));
    words.add(device.toString());
    return Command.of(FilesystemCheck.TOOL_LIMIT, words.toArray(String[]::new));
  }

  /// Judges. A journal that is damaged itself makes the first run a whole repair, after which the
  /// second has nothing left to do: what both changed counts.
  ///
  /// @param replay of the journal
  /// @param repair after that
  static Rehearsed report(Outcome replay, Outcome repair) {
    if (!(replay instanceof Outcome.Exited(int replayCode, String replaySaid, _))
        || (replayCode & NOT_ITS_OWN) != 0) {
      return Rehearsed.noAnswer("e2fsck", replay);
    }
    if (!(repair instanceof Outcome.Exited(int code, String stdout, String stderr))
        || (code & NOT_ITS_OWN) != 0) {
      return Rehearsed.noAnswer("e2fsck", repair);
    }
    boolean replayed = REPLAYED.matcher(replaySaid).find();
    String said = UNDO_NOTE.matcher(replaySaid + "\n" + stdout).replaceAll("");
    Changes changes = new E2fsckChanges(replayed).of(said);
    if ((code & ~CORRECTED) != 0) {
      return notCorrected(code, stdout + "\n" + stderr, changes);
    }
    if (changes.none() && !ENDED.matcher(stdout).find()) {
      return Rehearsed.noAnswer("e2fsck", repair);
    }
    if (changes.none() && ((code | replayCode) == 0 || replayed)) {
      return replayed ? Rehearsed.soundAfterReplay() : Rehearsed.sound();
    }
    Rehearsed damaged = Rehearsed.damaged(changes);
    return replayed ? damaged.with(Rehearsed.notShutDownCleanly()) : damaged;
  }

  private static Rehearsed notCorrected(int code, String said, Changes changes) {
    Matcher sizes = SIZES.matcher(said);
    if (sizes.find()) {
      return Rehearsed.beyondRepair(
          "The file system says it is larger than what it lies on: %s blocks on %s."
              .formatted(sizes.group(1), sizes.group(2)));
    }
    if (NO_SUPERBLOCK.matcher(said).find()) {
      return Rehearsed.beyondRepair(
          "The file system's superblock is damaged, and no usable copy of it was found.");
    }
    return Rehearsed.beyondRepair(
            "The file system is damaged beyond what e2fsck repairs by itself (exit code %d): %s"
                .formatted(code, HostileText.line(lastWords(said), 300)))
        .with(changes.findings());
  }

  private static String lastWords(String said) {
    Optional<String> last =
        said.lines()
            .filter(line -> !line.isBlank() && !PROGRESS.matcher(line).matches())
            .filter(line -> !line.startsWith("e2fsck 1."))
            .reduce((_, second) -> second);
    return last.orElse("it did not say why");
  }

  /// `-C 2`: lines of pass, done, of how many. The first pass reads the inodes and takes longest.
  private static Predicate<String> progress(CheckWatch watch) {
    long began = System.nanoTime();
    double[] starts = {0, 0, 0.7, 0.9, 0.92, 0.95, 1};
    return line -> {
      Matcher at = PROGRESS.matcher(line);
      if (!at.matches()) {
        return false;
      }
      int pass = Integer.parseInt(at.group(1));
      double part = Double.parseDouble(at.group(2)) / Math.max(1, Double.parseDouble(at.group(3)));
      double done = starts[pass] + Math.clamp(part, 0, 1) * (starts[pass + 1] - starts[pass]);
      watch.progress(done, left(done, Duration.ofNanos(System.nanoTime() - began)));
      return true;
    };
  }

  /// No estimate before there is something to go by.
  private static Optional<Duration> left(double done, Duration gone) {
    if (done < 0.05 || gone.toSeconds() < 5) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) (gone.toMillis() * (1 - done) / done)));
  }
}
