package org.lifeboot.agent.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Sha256;
import org.lifeboot.agent.tool.Tools;

/// Reads a backup again and says whether it is what was written.
public record Verification(Tools tools, CheckWatch watch) {

  /// Every byte of a repository against its checksums.
  public BackupReport ofRepository(RepositoryAccess access) {
    Restic restic = access.restic();
    watch.step(restic.repository(), "reading all of it");
    Outcome outcome = tools.run(restic.checkAll());
    Optional<String> problem = outcome.problem("Reading the repository " + restic.repository());
    return problem
        .map(reason -> BackupReport.notDone("", restic.repository(), reason))
        .orElseGet(() -> sound("", restic.repository(), "All of the repository can be read.", 0));
  }

  /// The copy of a device, by what was written beside it.
  ///
  /// @param manifest `sda1.json`
  public BackupReport ofDevice(Path manifest) {
    try {
      return held(Manifest.readFrom(manifest), manifest);
    } catch (IOException e) {
      return BackupReport.notDone("", manifest.toString(), HostileText.line(e.toString(), 400));
    }
  }

  private BackupReport held(Manifest known, Path manifest) throws IOException {
    Path image = manifest.toAbsolutePath().resolveSibling(known.image());
    if (!known.finished()) {
      return BackupReport.notDone(
          known.source(), image.toString(), "This copy was begun and never finished.");
    }
    watch.step(image.toString(), "reading all of it");
    long size = Files.size(image);
    if (size != known.sizeBytes()) {
      return BackupReport.notDone(
          known.source(),
          image.toString(),
          "The copy has %,d bytes; %,d were written.".formatted(size, known.sizeBytes()));
    }
    if (!Sha256.of(image, part -> watch.progress(part, Optional.empty())).equals(known.sha256())) {
      return BackupReport.notDone(
          known.source(),
          image.toString(),
          "The copy is not what was written: its SHA-256 is another.");
    }
    BackupReport sound =
        sound(known.source(), image.toString(), "The copy is what was written.", size);
    return known.lost().isEmpty() ? sound : withLosses(sound, known.lost());
  }

  private static BackupReport sound(String source, String target, String reason, long bytes) {
    return new BackupReport(
        source, target, State.COMPLETE, reason, bytes, List.of(), List.of(), List.of());
  }

  private static BackupReport withLosses(BackupReport sound, List<Lost> lost) {
    return new BackupReport(
        sound.source(),
        sound.target(),
        State.WITH_LOSSES,
        sound.reason() + " What could not be read of the source is missing in it.",
        sound.copiedBytes(),
        lost,
        List.of(),
        List.of());
  }
}
