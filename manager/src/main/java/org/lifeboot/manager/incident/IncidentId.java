package org.lifeboot.manager.incident;

/// Names one incident: a UUIDv7. People say its number.
public record IncidentId(String text) {
  @Override
  public String toString() {
    return text;
  }
}
