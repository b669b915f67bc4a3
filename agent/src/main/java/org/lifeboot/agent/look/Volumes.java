package org.lifeboot.agent.look;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.protocol.VolumeList;

/// What a server has that can be looked into, and how it is reached.
public interface Volumes extends AutoCloseable {

  /// All of it, as it is now; nothing is left open for that.
  VolumeList list();

  /// Makes one readable, without a change of any byte on any disk.
  ///
  /// @param passphrase of a locked one; else empty
  Answer open(VolumeList.Volume volume, String passphrase);

  /// Rehearses a repair, and makes what it would leave readable; ends when interrupted.
  ///
  /// @param rehearsed as [#rehearsed] tells it
  /// @param fingerprint of the plan that was shown
  Answer rehearse(VolumeList.Volume rehearsed, String fingerprint) throws InterruptedException;

  /// What the repair of a device would leave, as a volume of its own.
  VolumeList.Volume rehearsed(String device);

  /// The disks that it lies on: `sda`.
  List<String> disks(VolumeList.Volume volume);

  /// The keys of what it stands on, which cannot go before it does.
  Set<String> below(VolumeList.Volume volume);

  /// Lets go of what it holds for its own purposes, before this returns: a check needs a device.
  void makeRoom();

  /// What came of it.
  sealed interface Answer {
    record Ready(Open open) implements Answer {}

    /// It is unlocked, and what it holds is listed now.
    record Unlocked(Open open) implements Answer {}

    /// It is not.
    ///
    /// @param word one sentence for a person
    record NotReady(String word) implements Answer {}
  }

  /// One that is readable.
  interface Open extends AutoCloseable {

    /// Its root; of one that is only unlocked there is none.
    Optional<Path> root();

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

  /// Gives everything back that is still held.
  @Override
  void close();
}
