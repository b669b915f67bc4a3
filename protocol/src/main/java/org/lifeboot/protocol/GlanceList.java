package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// What logs tell of a system's death, the newest first.
///
/// @param word what could not be looked through; empty when all was
@Json
public record GlanceList(List<Sign> signs, String word) {
  public GlanceList {
    signs = List.copyOf(signs);
    Objects.requireNonNull(word, "word");
  }

  /// Of which kind.
  public enum Kind {
    OUT_OF_MEMORY,
    KERNEL_PANIC,
    FAILED_UNIT,
    DISK_ERROR
  }

  /// One sign.
  ///
  /// @param micros microseconds since 1970
  /// @param message the log's own words
  public record Sign(Kind kind, long micros, String message) {
    public Sign {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(message, "message");
    }
  }
}
