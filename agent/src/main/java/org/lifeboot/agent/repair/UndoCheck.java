package org.lifeboot.agent.repair;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stage;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// The way back from a repair: what it overwrote is put back, where nobody has written since.
public final class UndoCheck implements Check {

  private static final String AS_BEFORE = "Every block is as it was before the repair.";

  private final CheckOrder.Undo order;
  private final RepairMeans means;

  public UndoCheck(CheckOrder.Undo order, RepairMeans means) {
    this.order = order;
    this.means = means;
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    watch.step("", "taking hold of it");
    return switch (means.patients().of(order.target(), "way back from a repair")) {
      case Patient.Answer.NotHeld(String reason) -> Refusal.of(order, reason);
      case Patient.Answer.Held(Patient patient) -> {
        try (patient;
            var workshop = Workshop.in(means.temporary())) {
          yield undone(patient, workshop.file("saved"), watch);
        } catch (IOException e) {
          yield Refusal.of(order, HostileText.line(String.valueOf(e.getMessage()), 500));
        }
      }
    };
  }

  private CheckReport undone(Patient patient, Path saved, CheckWatch watch)
      throws IOException, InterruptedException {
    watch.step("", "fetching what was saved");
    Optional<String> problem = means.place().fetch(saved);
    if (problem.isPresent()) {
      return Refusal.of(order, problem.get());
    }
    String magic = magic(saved);
    if (magic.startsWith(E2undo.MAGIC)) {
      return byE2undo(patient, saved, watch);
    }
    return magic.equals(BlocksFile.MAGIC)
        ? blocks(patient, new BlocksFile(saved), watch)
        : Refusal.of(order, "What was saved is no file that leads back from a repair.");
  }

  private static String magic(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(BlocksFile.MAGIC.length());
      return new String(first, StandardCharsets.ISO_8859_1);
    }
  }

  private CheckReport byE2undo(Patient patient, Path saved, CheckWatch watch)
      throws InterruptedException {
    var stage = new Stage(means.tools(), watch, patient.path());
    Outcome rehearsed =
        stage.run("reading what was saved", E2undo.rehearsal(saved, patient.path()));
    if (rehearsed.problem("").isPresent()) {
      return Refusal.of(order, notThisOne(rehearsed));
    }
    return ToTheEnd.of(
        () -> {
          try {
            Outcome done = stage.run("putting it back", E2undo.command(saved, patient.path()));
            return done.problem("").isEmpty() ? report(Verdict.PASSED, AS_BEFORE) : broken(done);
          } catch (InterruptedException e) {
            return report(Verdict.FAILED, "Putting it back was broken off: " + e);
          }
        });
  }

  private static String notThisOne(Outcome outcome) {
    String said = outcome.inWords();
    return said.contains("superblock doesn't match")
        ? "The file system is not as the repair left it: nothing was repaired, it was undone"
            + " already, or it has been used since"
        : "e2undo does not take what was saved: " + HostileText.line(said, 500);
  }

  private CheckReport broken(Outcome outcome) {
    return report(
        Verdict.FAILED, "Putting it back broke off: " + HostileText.line(outcome.inWords(), 500));
  }

  private CheckReport blocks(Patient patient, BlocksFile saved, CheckWatch watch)
      throws IOException {
    watch.step("", "comparing what was saved with what is there");
    BlocksFile.Met met = saved.check(patient.path());
    if (met.other() > 0) {
      return Refusal.of(
          order,
          "%d blocks have been written since the repair: going back now would destroy what was"
                  .formatted(met.other())
              + " done after it");
    }
    if (met.repaired() == 0) {
      return report(Verdict.PASSED, AS_BEFORE + " There was nothing to put back.");
    }
    watch.step("", "putting %d blocks back".formatted(met.repaired()));
    return ToTheEnd.of(() -> putBack(patient, saved));
  }

  private CheckReport putBack(Patient patient, BlocksFile saved) {
    try {
      saved.putBack(patient.path());
      BlocksFile.Met met = saved.check(patient.path());
      return met.repaired() + met.other() == 0
          ? report(Verdict.PASSED, AS_BEFORE)
          : report(Verdict.FAILED, "Some blocks do not hold what was put back.");
    } catch (IOException e) {
      return report(
          Verdict.FAILED, "Putting it back broke off: " + HostileText.line(e.toString(), 500));
    }
  }

  private CheckReport report(Verdict verdict, String reason) {
    return CheckReport.of(order, verdict, reason);
  }
}
