package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// What came of opening or closing a volume.
///
/// @param done whether it is as was wished
/// @param word why not, in one sentence for a person; who holds it. Of one that was done: what else
///   there is to know; mostly empty
@Json
public record VolumeAnswer(boolean done, String word) {
  public VolumeAnswer {
    Objects.requireNonNull(word, "word");
  }
}
