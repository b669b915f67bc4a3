package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// Entries of a systemd journal, the newest first.
///
/// @param older to ask for the page behind this; empty when there is none
/// @param boots that the journal knows, the newest first
/// @param word what could not be read, in one sentence; may be empty
@Json
public record JournalPage(List<Entry> entries, String older, List<Boot> boots, String word) {
  public JournalPage {
    entries = List.copyOf(entries);
    boots = List.copyOf(boots);
    Objects.requireNonNull(older, "older");
    Objects.requireNonNull(word, "word");
  }

  /// One entry. All text is the rescued server's.
  ///
  /// @param micros microseconds since 1970
  /// @param priority 0 to 7; -1 when it has none
  /// @param source unit or program
  public record Entry(long micros, int priority, String source, String message, String boot) {
    public Entry {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(boot, "boot");
    }
  }

  /// One boot.
  ///
  /// @param firstMicros microseconds since 1970 of its first entry
  /// @param lastMicros of its last
  public record Boot(String id, long firstMicros, long lastMicros) {
    public Boot {
      Objects.requireNonNull(id, "id");
    }
  }
}
