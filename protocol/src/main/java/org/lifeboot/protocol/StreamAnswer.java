package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.Objects;

/// What the Agent says of a stream before its first byte: in [Protocol#STREAM_ANSWER_HEADER] of the
/// PUT, or as the first text of the WebSocket.
@Json(typeProperty = "answer")
@Json.SubType(type = StreamAnswer.Ready.class, name = "ready")
@Json.SubType(type = StreamAnswer.Declined.class, name = "declined")
public sealed interface StreamAnswer {

  /// The bytes follow.
  ///
  /// @param lengthBytes how many, or -1 where nobody can tell
  /// @param contentType a media type, of the Agent's own choice
  /// @param facts what else the order's kind tells: few and short, [Protocol#MOST_ANSWER_BYTES] in
  ///   all
  record Ready(long lengthBytes, String contentType, Map<String, String> facts)
      implements StreamAnswer {
    public Ready {
      if (lengthBytes < -1) {
        throw new IllegalArgumentException(lengthBytes + " is no length");
      }
      Objects.requireNonNull(contentType, "contentType");
      facts = Map.copyOf(facts);
    }

    /// Bytes of any kind, as many as come.
    public static Ready bytes() {
      return new Ready(-1, "application/octet-stream", Map.of());
    }
  }

  /// Nothing follows.
  ///
  /// @param detail one sentence for a person
  record Declined(StreamProblem problem, String detail) implements StreamAnswer {
    public Declined {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(detail, "detail");
    }
  }
}
