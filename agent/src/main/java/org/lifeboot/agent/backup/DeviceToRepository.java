package org.lifeboot.agent.backup;

import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Every byte of a device into a restic repository on another machine: partclone reads, past what
/// cannot be read. Begun again after a break, only what is not there yet is sent.
public record DeviceToRepository(Tools tools, CheckWatch watch) {

  /// Runs it.
  public BackupReport run(Source source, RepositoryAccess access) {
    Restic restic = access.restic();
    var repository = new Repository(tools, restic, watch);
    Optional<String> trouble = repository.ready();
    if (trouble.isPresent()) {
      return BackupReport.notDone(source.name(), restic.repository(), trouble.get());
    }
    watch.step(source.name(), "copying it");
    String file = source.fileName() + ".img";
    var filled =
        repository.fill(
            restic.backup(
                Partclone.plainCopy(source.readAt().toString(), "/dev/stderr"),
                file,
                "lifeboot-device"));
    return report(source, restic, filled);
  }

  private static BackupReport report(Source source, Restic restic, Repository.Filled filled) {
    boolean ended = filled.outcome() instanceof Outcome.Exited(int code, _, _) && code == 0;
    long copied = filled.summary().map(Restic.Line::bytes).orElse(0L);
    if (!ended || !filled.snapshotMade() || copied != source.sizeBytes()) {
      return BackupReport.notDone(
          source.name(),
          restic.repository(),
          "Copying %s: %s; %,d of %,d bytes arrived. %s"
              .formatted(
                  source.name(),
                  filled.outcome().inWords(),
                  copied,
                  source.sizeBytes(),
                  filled.said()));
    }
    return new BackupReport(
        source.name(),
        restic.repository(),
        losses(filled).isEmpty() ? State.COMPLETE : State.WITH_LOSSES,
        losses(filled).isEmpty()
            ? "All %,d bytes were read.".formatted(copied)
            : "Some of it cannot be read; it is zeros in the copy.",
        copied,
        List.of(),
        losses(filled),
        next(source, restic, filled.summary().orElseThrow()));
  }

  private static List<String> losses(Repository.Filled filled) {
    return filled
        .said()
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("read error"))
        .toList();
  }

  private static List<String> next(Source source, Restic restic, Restic.Line summary) {
    return List.of(
        "lifeboot backup verify " + restic.repository(),
        "restic -r %s dump %s %s.img > FILE-OR-DEVICE"
            .formatted(restic.repository(), summary.snapshot(), source.fileName()));
  }
}
