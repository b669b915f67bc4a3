package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// A stretch of a text.
///
/// @param piece which of the paths it is from
/// @param offset of its first byte in the unpacked piece
/// @param end behind its last byte
/// @param sizeBytes of the unpacked piece; -1 when nobody knows yet
/// @param first whether nothing lies before it, in any piece
/// @param last whether nothing lies behind it, in any piece
/// @param binary whether it is no text that a person reads
/// @param word why it ends here, where that is not the text's own end; may be empty
@Json
public record TextPage(
    int piece,
    long offset,
    long end,
    long sizeBytes,
    boolean first,
    boolean last,
    boolean binary,
    List<Line> lines,
    String word) {
  public TextPage {
    lines = List.copyOf(lines);
    Objects.requireNonNull(word, "word");
  }

  /// One line, or a part of a very long one.
  ///
  /// @param offset of its first byte
  /// @param text as UTF-8, with replacement marks; without its line feed
  public record Line(long offset, String text) {
    public Line {
      Objects.requireNonNull(text, "text");
    }
  }
}
