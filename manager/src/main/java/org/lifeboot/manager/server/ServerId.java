package org.lifeboot.manager.server;

/// A server's id, made by the Manager.
///
/// @param text a UUID of version 7
public record ServerId(String text) {
  @Override
  public String toString() {
    return text;
  }
}
