package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// What is said beside the bytes of a two-way stream: the texts of its WebSocket.
@Json(typeProperty = "word")
@Json.SubType(type = StreamWord.Resize.class, name = "resize")
@Json.SubType(type = StreamWord.Over.class, name = "over")
public sealed interface StreamWord {

  /// From the Manager: the terminal has another size.
  record Resize(int columns, int rows) implements StreamWord {
    public Resize {
      TerminalSize.check(columns, rows);
    }
  }

  /// From the Agent, at last: all that there was has been sent. A stream that ends without it was
  /// cut off.
  ///
  /// @param reason one sentence for a person: the shell has ended, with which code
  record Over(String reason) implements StreamWord {
    public Over {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
