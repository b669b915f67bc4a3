package org.lifeboot.agent.check.filesystem;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// What a rehearsal works on, until closed: a copy of an image file, or a claim's snapshot.
///
/// @param trouble what makes everything that was seen on it worthless: a snapshot that ran over
/// @param giveBack removes it; never throws
public record Stand(Path path, Supplier<Optional<String>> trouble, Runnable giveBack)
    implements AutoCloseable {

  @Override
  public void close() {
    giveBack.run();
  }

  /// Whether there is one.
  public sealed interface Answer {
    record Ready(Stand stand) implements Answer {}

    /// Nothing can be known.
    ///
    /// @param reason one sentence
    record NotReady(String reason) implements Answer {}
  }
}
