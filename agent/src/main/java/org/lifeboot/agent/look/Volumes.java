package org.lifeboot.agent.look;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.protocol.VolumeList;

/// What a server has that can be looked into, and how it is reached.
public interface Volumes {

  /// All of it, as it is now; nothing is opened for that.
  VolumeList list();

  /// Makes one readable, without a change of any byte on any disk.
  ///
  /// @param passphrase of a locked one; else empty
  Answer open(VolumeList.Volume volume, String passphrase);

  /// The disks that it lies on: `sda`.
  List<String> disks(VolumeList.Volume volume);

  /// What came of it.
  sealed interface Answer {
    record Ready(Open open) implements Answer {}

    /// It is not.
    ///
    /// @param word one sentence for a person
    record NotReady(String word) implements Answer {}
  }

  /// One that is readable.
  interface Open extends AutoCloseable {

    /// Its root.
    Path root();

    /// What makes everything seen in it worthless, in one sentence.
    Optional<String> trouble();

    /// Gives everything back.
    ///
    /// @return what could not be given back, in one sentence
    Optional<String> letGo();

    @Override
    default void close() {
      Optional<String> _ = letGo();
    }
  }
}
