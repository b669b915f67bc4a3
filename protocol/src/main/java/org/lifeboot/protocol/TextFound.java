package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// How far a search came.
///
/// @param found whether `piece` and `offset` are where the words begin; else they are where to go
///   on
/// @param finished whether there is nothing more to search
/// @param readBytes how much was searched
/// @param word why it stopped, where that is neither a find nor the end; may be empty
@Json
public record TextFound(
    boolean found, int piece, long offset, boolean finished, long readBytes, String word) {
  public TextFound {
    Objects.requireNonNull(word, "word");
  }
}
