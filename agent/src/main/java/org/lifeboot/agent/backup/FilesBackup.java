package org.lifeboot.agent.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Tools;

/// Files and folders into a restic repository: encrypted, only what changed since the last time,
/// and to be gone on with after a break by running it again.
public record FilesBackup(Tools tools, CheckWatch watch) {

  /// Runs it.
  ///
  /// @param source a folder or file
  public BackupReport run(Path source, RepositoryAccess access) {
    Restic restic = access.restic();
    var repository = new Repository(tools, restic, watch);
    Optional<String> trouble = repository.ready();
    if (trouble.isPresent()) {
      return BackupReport.notDone(source.toString(), restic.repository(), trouble.get());
    }
    watch.step(source.toString(), "copying its files");
    var filled = repository.fill(restic.backup(List.of(source), "lifeboot-files"));
    return report(source, restic, filled);
  }

  private static BackupReport report(Path source, Restic restic, Repository.Filled filled) {
    if (!filled.snapshotMade()) {
      return BackupReport.notDone(
          source.toString(),
          restic.repository(),
          "Copying " + source + ": " + filled.outcome().inWords() + " " + filled.said());
    }
    Restic.Line summary = filled.summary().orElseThrow();
    return new BackupReport(
        source.toString(),
        restic.repository(),
        filled.complete() ? State.COMPLETE : State.WITH_LOSSES,
        reason(summary, filled),
        summary.bytes(),
        List.of(),
        filled.unreadable(),
        next(restic, summary));
  }

  private static String reason(Restic.Line summary, Repository.Filled filled) {
    String kept =
        "%,d files are in the snapshot %s.".formatted(summary.files(), summary.snapshot());
    return filled.complete()
        ? kept
        : kept + " %,d could not be read.".formatted(Math.max(1, filled.unreadable().size()));
  }

  private static List<String> next(Restic restic, Restic.Line summary) {
    return List.of(
        "lifeboot backup verify " + restic.repository(),
        "restic -r %s restore %s --target FOLDER"
            .formatted(restic.repository(), summary.snapshot()));
  }
}
