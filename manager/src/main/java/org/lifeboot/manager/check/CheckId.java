package org.lifeboot.manager.check;

/// Names one check: a UUIDv7.
public record CheckId(String text) {
  @Override
  public String toString() {
    return text;
  }
}
