package org.lifeboot.agent.stack;

import java.util.List;
import org.lifeboot.agent.layout.Signature;

/// What carries a file system, or is locked and may.
///
/// @param layer what it takes to reach it
/// @param content its file system; of a locked one, the lock's own signature
/// @param companions the other devices of a btrfs over several
public record Volume(
    Layer layer, Signature content, long sizeBytes, List<Layer> companions, State state) {

  public Volume {
    companions = List.copyOf(companions);
  }

  /// Whether it can be opened.
  public sealed interface State {
    record Free() implements State {}

    /// LUKS: it takes a passphrase.
    record Locked() implements State {}

    /// Somebody else has it.
    ///
    /// @param holder one sentence
    record InUse(String holder) implements State {}
  }

  /// The same for the same volume; to ask for it again.
  public String key() {
    return layer.key();
  }

  /// What the installed system calls it, as far as that can be known.
  public String device() {
    return layer.device();
  }

  public boolean locked() {
    return state instanceof State.Locked;
  }

  Volume with(List<Layer> others) {
    return new Volume(layer, content, sizeBytes, others, state);
  }
}
