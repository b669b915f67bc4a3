package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// The logs of an installed system.
///
/// @param journal whether there is a systemd journal
/// @param word what was left out; may be empty
@Json
public record LogList(List<Log> logs, boolean journal, String word) {
  public LogList {
    logs = List.copyOf(logs);
    Objects.requireNonNull(word, "word");
  }

  /// One log with what was rotated away, compressed or not.
  ///
  /// @param name of the log, a [FilePath]
  /// @param paths its pieces, the oldest first
  /// @param sizeBytes what they take, as they lie there
  public record Log(String name, List<String> paths, long sizeBytes, long modifiedSeconds) {
    public Log {
      Objects.requireNonNull(name, "name");
      paths = List.copyOf(paths);
    }
  }
}
