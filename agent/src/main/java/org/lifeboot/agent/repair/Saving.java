package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stage;
import org.lifeboot.agent.check.filesystem.Stand;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Sha256;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RepairOffer;

/// Makes the file that leads back, proves it, and brings it to its place: all before anything is
/// written.
record Saving(RepairMeans means, Patient patient, Workshop workshop, CheckWatch watch) {

  /// Whether the way back is there.
  sealed interface Answer {
    record Done(Patch patch, Saved saved) implements Answer {}

    /// Nothing may be written.
    ///
    /// @param reason one sentence
    record NotSaved(String reason) implements Answer {}
  }

  /// @param stand on which the repair was rehearsed; its content is not needed any more
  Answer of(RepairOffer.Saved kind, Stand stand, Patient.Changes changes)
      throws IOException, InterruptedException {
    watch.step("", "saving what will be overwritten");
    List<Long> blocks = changes.of(stand);
    if (blocks.size() > Protocol.MAX_SAVED_BYTES / Patient.BLOCK_BYTES) {
      return tooMuch((long) blocks.size() * Patient.BLOCK_BYTES);
    }
    Patch patch = Patch.of(stand.path(), blocks, workshop.file("changes"));
    Optional<String> trouble = stand.trouble().get();
    if (trouble.isPresent()) {
      return new Answer.NotSaved(trouble.get());
    }
    Path file = workshop.file(kind == RepairOffer.Saved.BLOCKS ? "lifeboot.blocks" : E2FSCK_UNDO);
    Optional<String> problem = made(kind, file, stand, patch);
    return problem.isPresent() ? new Answer.NotSaved(problem.get()) : put(file, patch);
  }

  private static final String E2FSCK_UNDO = "lifeboot.e2undo";

  private Optional<String> made(RepairOffer.Saved kind, Path file, Stand stand, Patch patch)
      throws IOException, InterruptedException {
    return switch (kind) {
      case BLOCKS -> blocks(file, patch);
      case E2FSCK_UNDO -> proven(file, stand, patch);
    };
  }

  private Optional<String> blocks(Path file, Patch patch) throws IOException {
    BlocksFile.write(file, patient.path(), patch);
    BlocksFile.Met met = new BlocksFile(file).check(patient.path());
    return met.before() == patch.blocks().size()
        ? Optional.empty()
        : Optional.of("What was saved is not what stands on the device.");
  }

  /// e2undo on the rehearsed copy must bring every block back.
  private Optional<String> proven(Path file, Stand stand, Patch patch)
      throws IOException, InterruptedException {
    Outcome undone =
        new Stage(means.tools(), watch, stand.path())
            .run("proving the way back", E2undo.command(file, stand.path()));
    if (undone.problem("").isPresent()) {
      return Optional.of(
          "e2fsck's undo file does not lead back: " + HostileText.line(undone.inWords(), 500));
    }
    return patch.sameOn(stand.path(), patient.path())
        ? Optional.empty()
        : Optional.of("e2fsck's undo file does not lead back to every byte.");
  }

  private Answer put(Path file, Patch patch) throws IOException, InterruptedException {
    long bytes = Files.size(file);
    if (bytes > Protocol.MAX_SAVED_BYTES) {
      return tooMuch(bytes);
    }
    var saved = new Saved(bytes, Sha256.of(file));
    watch.step("", "saving %d bytes %s".formatted(bytes, means.place().inWords()));
    Optional<String> problem = means.place().put(file, saved.sha256());
    return problem.isPresent()
        ? new Answer.NotSaved("What would be overwritten could not be saved: " + problem.get())
        : new Answer.Done(patch, saved);
  }

  private static Answer tooMuch(long bytes) {
    return new Answer.NotSaved(
        "This repair would overwrite so much that %d bytes had to be saved; the limit is %d. Copy"
                .formatted(bytes, Protocol.MAX_SAVED_BYTES)
            + " the whole device (ddrescue) and repair it by hand.");
  }
}
