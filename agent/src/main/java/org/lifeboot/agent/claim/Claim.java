package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One block device held by one piece of work. Closing it lets go of it, also when what stood on it
/// is in a bad state; never throws.
public interface Claim extends AutoCloseable {

  /// The device that was asked for: `/dev/sda1`.
  String device();

  /// Where to read it while it is held: `/dev/mapper/lifeboot-…`. The device below is refused to
  /// everybody, this process included.
  Path path();

  /// What makes everything that was seen on it worthless, in one sentence: a snapshot whose store
  /// ran over. Empty while all is well.
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /// The blocks of [Claims#BLOCK_BYTES] that were written: known of a snapshot made by
  /// [Claims#rehearse] only.
  ///
  /// @throws java.io.IOException when it cannot be said
  default List<Long> changed() throws IOException {
    throw new IOException("what was written on " + path() + " is not recorded");
  }

  @Override
  void close();
}
