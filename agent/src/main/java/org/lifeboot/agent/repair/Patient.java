package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stand;

/// What is repaired, held from the rehearsal to the last write. Closing lets go of it.
interface Patient extends AutoCloseable {

  /// How much is compared, saved and written at a time.
  int BLOCK_BYTES = 4096;

  /// Where it is read and written while it is held.
  Path path();

  /// A place to rehearse the repair on.
  Rehearsing rehearsing(CheckWatch watch) throws InterruptedException;

  /// What keeps it from being written now, in one sentence.
  Optional<String> trouble();

  @Override
  void close();

  /// What a wish to hold it comes to.
  sealed interface Answer {
    record Held(Patient patient) implements Answer {}

    /// Somebody else has it, or it is not there.
    ///
    /// @param reason one sentence
    record NotHeld(String reason) implements Answer {}
  }

  /// A stand, and which of its blocks a rehearsal has changed.
  ///
  /// @param changes asked after the rehearsal
  record Rehearsing(Stand.Answer stand, Changes changes) {}

  /// Tells which blocks are other ones than before, in rising order.
  @FunctionalInterface
  interface Changes {
    List<Long> of(Stand stand) throws IOException;
  }
}
