package org.lifeboot.lab.board;

import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Json;

/// What a Redfish service answers.
///
/// @param body JSON, or empty
record BoardAnswer(int status, Map<String, String> headers, String body) {
  BoardAnswer {
    headers = Map.copyOf(headers);
  }

  static BoardAnswer document(Map<String, Object> fields) {
    return new BoardAnswer(200, Map.of("ETag", "\"1\""), Json.write(fields));
  }

  static BoardAnswer nothing() {
    return new BoardAnswer(204, Map.of(), "");
  }

  /// It is done later; look there (DSP0266, 12.2).
  static BoardAnswer task() {
    return new BoardAnswer(202, Map.of("Location", BoardDocuments.TASK), "{}");
  }

  /// DSP0266, 8.6: extended information.
  static BoardAnswer error(int status, String message) {
    Object info = List.of(Map.of("Message", message));
    Map<String, Object> error = Map.of("error", Map.of("@Message.ExtendedInfo", info));
    return new BoardAnswer(status, Map.of(), Json.write(error));
  }
}
