package org.lifeboot.manager.check;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Locale;
import org.lifeboot.protocol.CheckReport;

/// Where a check stands. Each record holds only what is true in that state. Stored as JSON.
@Json(typeProperty = "state")
@Json.SubType(type = CheckState.Waiting.class, name = "waiting")
@Json.SubType(type = CheckState.Running.class, name = "running")
@Json.SubType(type = CheckState.Ended.class, name = "ended")
public sealed interface CheckState {

  /// Asked for; not begun.
  record Waiting() implements CheckState {}

  /// At work on the server.
  ///
  /// @param place what it does there; before the first step both texts are empty
  record Running(Instant startedAt, Place place) implements CheckState {}

  /// Over.
  ///
  /// @param startedAt [Instant#EPOCH] if it never began
  /// @param last the last step that was heard of
  record Ended(Instant at, Instant startedAt, Place last, CheckReport report)
      implements CheckState {}

  /// Where a check is.
  ///
  /// @param part a device, `CPU 3`, …, or empty for the whole target
  /// @param step what is done to it
  /// @param since when that began
  record Place(String part, String step, Instant since) {

    static Place before(Instant now) {
      return new Place("", "", now);
    }

    /// `burning it alone (CPU 3), since 12:00:01 UTC`.
    String text() {
      if (step.isEmpty()) {
        return "before its first step";
      }
      return "at the step \"" + step + "\"" + (part.isEmpty() ? "" : " of " + part);
    }
  }

  default boolean over() {
    return switch (this) {
      case Waiting _, Running _ -> false;
      case Ended _ -> true;
    };
  }

  /// The stable name in the API and the store.
  default String text() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
