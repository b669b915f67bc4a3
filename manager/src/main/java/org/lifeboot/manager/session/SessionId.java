package org.lifeboot.manager.session;

/// A rescue session's id, made by the Manager. Not a secret.
///
/// @param text a UUID of version 7
public record SessionId(String text) {
  @Override
  public String toString() {
    return text;
  }
}
