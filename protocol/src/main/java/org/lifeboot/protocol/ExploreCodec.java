package org.lifeboot.protocol;

import io.avaje.jsonb.Jsonb;
import java.util.Objects;

/// The answers to an [ExploreOrder] as JSON and back. Thread-safe.
public final class ExploreCodec {

  /// An answer is not longer than this.
  public static final int MOST_ANSWER_BYTES = 4 << 20;

  private final Jsonb jsonb = Jsonb.builder().build();

  /// Writes an answer: [VolumeList], [FolderPage], [TextPage] and the like.
  public <T> String write(Class<T> type, T answer) {
    return jsonb.type(type).toJson(answer);
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException for what is none, whatever it is
  public <T> T read(Class<T> type, String json) {
    try {
      return Objects.requireNonNull(jsonb.type(type).fromJson(json), "null");
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("not an answer of this protocol: " + e.getMessage(), e);
    }
  }
}
