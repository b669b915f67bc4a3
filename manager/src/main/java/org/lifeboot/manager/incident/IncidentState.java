package org.lifeboot.manager.incident;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// Where an incident stands. Each record holds only what is true in that state. Stored as JSON.
@Json(typeProperty = "state")
@Json.SubType(type = IncidentState.Open.class, name = "open")
@Json.SubType(type = IncidentState.InWork.class, name = "in-work")
@Json.SubType(type = IncidentState.Closed.class, name = "closed")
public sealed interface IncidentState {

  /// Since when.
  Instant since();

  /// Nobody has taken it yet, or nobody has it any more.
  record Open(Instant since) implements IncidentState {}

  /// Somebody is at work on it.
  record InWork(String by, Instant since) implements IncidentState {}

  /// Done with; the thread says how.
  record Closed(String by, Instant since) implements IncidentState {}

  /// The word for it.
  default Stage stage() {
    return switch (this) {
      case Open _ -> Stage.OPEN;
      case InWork _ -> Stage.IN_WORK;
      case Closed _ -> Stage.CLOSED;
    };
  }
}
