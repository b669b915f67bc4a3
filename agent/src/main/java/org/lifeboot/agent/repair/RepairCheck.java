package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.check.filesystem.Stand;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;

/// The real repair of one file system, after a yes: held, rehearsed anew and compared with what was
/// confirmed, saved, written, checked.
///
/// Until it writes, it can be cancelled and leaves everything as it was. What it then writes is
/// exactly what the rehearsal changed, and is brought to its end.
public final class RepairCheck implements Check {

  private final CheckOrder.Repair order;
  private final RepairMeans means;
  private final FilesystemCheck rehearsal;

  public RepairCheck(CheckOrder.Repair order, RepairMeans means) {
    this.order = order;
    this.means = means;
    this.rehearsal =
        new FilesystemCheck(
            new CheckOrder.Filesystem(order.target()), means.tools(), means.claims());
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    watch.step("", "taking hold of it");
    return switch (means.patients().of(order.target(), "repair")) {
      case Patient.Answer.NotHeld(String reason) -> refused(reason);
      case Patient.Answer.Held(Patient patient) -> {
        try (patient;
            var workshop = Workshop.in(means.temporary())) {
          yield repaired(patient, workshop, watch);
        } catch (IOException e) {
          yield refused(HostileText.line(e.toString(), 500));
        }
      }
    };
  }

  /// @throws IOException while nothing is written yet
  private CheckReport repaired(Patient patient, Workshop workshop, CheckWatch watch)
      throws IOException, InterruptedException {
    return switch (prepared(patient, workshop, PartOfWatch.first(watch))) {
      case Prepared.Refused(CheckReport report) -> report;
      case Prepared.Ready(Patch patch, Saved saved) -> {
        Optional<String> trouble = patient.trouble();
        if (trouble.isPresent()) {
          yield refused(trouble.get());
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("before anything was written");
        }
        yield ToTheEnd.of(
            () -> new Writing(order, rehearsal, patient, watch).of(patch, saved, means.place()));
      }
    };
  }

  /// Whether the device may be written.
  private sealed interface Prepared {
    record Ready(Patch patch, Saved saved) implements Prepared {}

    record Refused(CheckReport report) implements Prepared {}
  }

  private Prepared prepared(Patient patient, Workshop workshop, CheckWatch watch)
      throws IOException, InterruptedException {
    Patient.Rehearsing rehearsing = patient.rehearsing(watch);
    return switch (rehearsing.stand()) {
      case Stand.Answer.NotReady(String reason) -> new Prepared.Refused(refused(reason));
      case Stand.Answer.Ready(Stand stand) -> {
        try (stand) {
          Path undo = workshop.file("lifeboot.e2undo");
          CheckReport report = rehearsal.on(stand, watch, Optional.of(undo));
          Optional<CheckReport> refusal = refusal(report);
          if (refusal.isPresent()) {
            yield new Prepared.Refused(refusal.get());
          }
          var saving = new Saving(means, patient, workshop, watch);
          yield saved(saving.of(report.repair().getFirst().kind(), stand, rehearsing.changes()));
        }
      }
    };
  }

  private Prepared saved(Saving.Answer answer) {
    return switch (answer) {
      case Saving.Answer.Done(Patch patch, Saved saved) -> new Prepared.Ready(patch, saved);
      case Saving.Answer.NotSaved(String reason) -> new Prepared.Refused(refused(reason));
    };
  }

  /// What runs must be what was confirmed.
  private Optional<CheckReport> refusal(CheckReport report) {
    return Confirmed.otherwise(report, order.fingerprint()).map(this::refused);
  }

  private CheckReport refused(String reason) {
    return Refusal.of(order, reason);
  }
}
