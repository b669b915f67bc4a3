package org.lifeboot.agent.backup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.DirectFile;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Every byte of a device into a restic repository on another machine: read past what cannot be
/// read. Begun again after a break, only what is not there yet is sent.
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
    try (var file = DirectFile.open(source.readAt())) {
      var reading = new WholeDevice(file, watch);
      var filled =
          repository.fill(
              restic.backupOfInput(source.fileName() + ".img", "lifeboot-device"),
              reading::writeTo);
      return report(source, restic, filled, reading.lost());
    } catch (IOException e) {
      return BackupReport.notDone(
          source.name(), restic.repository(), HostileText.line(e.toString(), 400));
    }
  }

  private static BackupReport report(
      Source source, Restic restic, Repository.Filled filled, List<Lost> lost) {
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
        lost.isEmpty() ? State.COMPLETE : State.WITH_LOSSES,
        Lost.inWords(copied, lost),
        copied,
        lost,
        List.of(),
        next(source, restic, filled.summary().orElseThrow()));
  }

  private static List<String> next(Source source, Restic restic, Restic.Line summary) {
    return List.of(
        "lifeboot backup verify " + restic.repository(),
        "restic -r %s dump %s %s.img > FILE-OR-DEVICE"
            .formatted(restic.repository(), summary.snapshot(), source.fileName()));
  }
}
