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
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Sha256;
import org.lifeboot.agent.tool.Tools;

/// Every byte of a device into an image file, by ddrescue: what is well first, then what is not. A
/// map beside the copy tells how far it is; the same backup begun again goes on from there.
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
    watch.step(source.name(), "copying it");
    Outcome outcome =
        tools.run(
            Ddrescue.command(
                new Ddrescue.Copy(
                    source.readAt(),
                    source.device(),
                    source.sectorBytes(),
                    copy.image(),
                    copy.map()),
                retries),
            line -> Ddrescue.rescued(line).ifPresent(part -> watch.progress(part, left())));
    return ended(copy, outcome);
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

  private BackupReport ended(Copy copy, Outcome outcome) {
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
      return described(copy, map.get());
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

  private BackupReport described(Copy copy, DdrescueMap map) throws IOException {
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
        Lost.inWords(map.rescuedBytes(), map.lost()),
        map.rescuedBytes(),
        map.lost(),
        List.of(),
        List.of(
            "lifeboot backup verify " + copy.manifest(),
            "ddrescue --force %s DEVICE   (writes it to DEVICE)".formatted(copy.image())));
  }

  private static String words(IOException e) {
    return HostileText.line(e.toString(), 400);
  }
}
