package org.lifeboot.agent.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Sha256;
import org.lifeboot.agent.tool.Tools;

/// Every byte of a device into an image file, by ddrescue: what its file system has in use first,
/// as far as partclone can tell, then the rest; of each what is well first, then what is not. A map
/// beside the copy tells how far it is; the same backup begun again goes on from there.
public final class DeviceBackup {

  private final Tools tools;
  private final CheckWatch watch;
  private final Clock clock;

  public DeviceBackup(Tools tools, CheckWatch watch, Clock clock) {
    this.tools = tools;
    this.watch = watch;
    this.clock = clock;
  }

  /// The copy of a source, and what lies beside it.
  ///
  /// @param folder where they lie
  /// @param name what their names begin with
  private record Copy(Source source, Path folder, String name) {
    Path image() {
      return folder.resolve(name + ".img");
    }

    Path map() {
      return folder.resolve(name + ".map");
    }

    Path used() {
      return folder.resolve(name + ".used");
    }

    Ddrescue.Copy forDdrescue() {
      return new Ddrescue.Copy(
          source.readAt(), source.device(), source.sectorBytes(), image(), map());
    }

    Path manifest() {
      return folder.resolve(name + Manifest.SUFFIX);
    }
  }

  /// Runs it.
  ///
  /// @param folder on a disk that is written
  /// @param retries how often a bad sector is tried again
  public BackupReport run(Source source, Path folder, int retries) {
    var copy = new Copy(source, folder, source.fileName());
    Optional<String> trouble = trouble(copy);
    if (trouble.isPresent()) {
      return BackupReport.notDone(source.name(), copy.image().toString(), trouble.get());
    }
    watch.step(source.name(), "looking which blocks are in use");
    Optional<UsedBlocks> used = UsedBlocks.of(source, copy.used(), tools);
    if (used.isPresent()) {
      watch.step(source.name(), "copying what is in use");
      Outcome first = copied(Ddrescue.first(copy.forDdrescue(), used.get().file()));
      if (first.problem("").isPresent()) {
        return ended(copy, first, used);
      }
      watch.step(source.name(), "what is in use is copied; copying the rest");
    } else {
      watch.step(source.name(), "copying it");
    }
    return ended(copy, copied(Ddrescue.command(copy.forDdrescue(), retries)), used);
  }

  private Outcome copied(Command ddrescue) {
    return tools.run(
        ddrescue, line -> Ddrescue.rescued(line).ifPresent(part -> watch.progress(part, left())));
  }

  /// ddrescue's own estimate speaks of the pass that it is in only.
  private static Optional<Duration> left() {
    return Optional.empty();
  }

  private static Optional<String> trouble(Copy copy) {
    try {
      Files.createDirectories(copy.folder);
      if (Files.exists(copy.image()) && !Files.exists(copy.map())) {
        return Optional.of(
            copy.image() + " is there already, and no map of it: name another folder.");
      }
      return Memory.holds(copy.folder)
          ? Optional.of(
              copy.folder
                  + " lies in the rescue system's memory and is gone at the next reboot. Mount a"
                  + " disk and name a folder on it, or another machine (sftp:user@host:/path).")
          : another(copy);
    } catch (IOException e) {
      return Optional.of("Making the folder %s: %s".formatted(copy.folder, words(e)));
    }
  }

  /// A map tells of one source: another one would be mixed into the same copy.
  private static Optional<String> another(Copy copy) throws IOException {
    if (!Files.exists(copy.manifest())) {
      Manifest.begun(copy.source, String.valueOf(copy.image().getFileName()))
          .writeTo(copy.manifest());
      return Optional.empty();
    }
    Manifest known = Manifest.readFrom(copy.manifest());
    boolean same =
        known.sizeBytes() == copy.source.sizeBytes() && known.drive().equals(copy.source.drive());
    return same
        ? Optional.empty()
        : Optional.of(
            "%s is a copy of another drive (%s): name another folder."
                .formatted(copy.image(), HostileText.line(known.drive(), 200)));
  }

  private BackupReport ended(Copy copy, Outcome outcome, Optional<UsedBlocks> used) {
    Optional<DdrescueMap> map = map(copy);
    Optional<String> problem = outcome.problem("Copying " + copy.source.name());
    if (map.isEmpty() || problem.isPresent() || map.get().leftBytes() > 0) {
      String again = map.isEmpty() ? "" : " The same command goes on from there.";
      return BackupReport.notDone(
          copy.source.name(),
          copy.image().toString(),
          problem.orElse("The copy of %s is not whole.".formatted(copy.source.name())) + again);
    }
    try {
      return described(copy, map.get(), used);
    } catch (IOException e) {
      return BackupReport.notDone(
          copy.source.name(), copy.image().toString(), "Reading the copy again: " + words(e));
    }
  }

  private static Optional<DdrescueMap> map(Copy copy) {
    try {
      return DdrescueMap.parse(Files.readString(copy.map()));
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private BackupReport described(Copy copy, DdrescueMap map, Optional<UsedBlocks> used)
      throws IOException {
    watch.step(copy.image().toString(), "reading it again for its SHA-256");
    String sha256 = Sha256.of(copy.image(), part -> watch.progress(part, Optional.empty()));
    new Manifest(
            copy.source.name(),
            copy.source.drive(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            String.valueOf(copy.image().getFileName()),
            Files.size(copy.image()),
            sha256,
            map.lost())
        .writeTo(copy.manifest());
    return new BackupReport(
        copy.source.name(),
        copy.image().toString(),
        map.lost().isEmpty() ? State.COMPLETE : State.WITH_LOSSES,
        Lost.inWords(map.rescuedBytes(), map.lost()) + inUse(map.lost(), used),
        map.rescuedBytes(),
        map.lost(),
        List.of(),
        List.of(
            "lifeboot backup verify " + copy.manifest(),
            "ddrescue --force %s DEVICE   (writes it to DEVICE)".formatted(copy.image())));
  }

  /// Whether what is lost matters, as far as the file system knows.
  private static String inUse(List<Lost> lost, Optional<UsedBlocks> used) {
    OptionalLong bytes =
        lost.isEmpty() || used.isEmpty() ? OptionalLong.empty() : used.get().bytesOf(lost);
    return bytes.isEmpty()
        ? ""
        : " %,d of them are in use by the file system, as far as it tells."
            .formatted(bytes.getAsLong());
  }

  private static String words(IOException e) {
    return HostileText.line(e.toString(), 400);
  }
}
