package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;

/// A log-in by name and password, which is answered with a token.
@Json
public record Login(String name, String password) {

  @Override
  public String toString() {
    return "Login[name=" + name + "]";
  }

  /// The token that stands for this log-in from now on.
  @Json
  public record Token(String token) {
    public Token {
      token = Missing.text(token);
    }

    @Override
    public String toString() {
      return "Token[]";
    }
  }
}
