package org.lifeboot.manager.account;

import java.util.Optional;

/// Log-ins by form, kept in the store so that every Manager knows them. Thread-safe.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class BrowserSessions {

  /// Begins a session for somebody who has just logged in.
  public BrowserSession.Opened open(Visitor visitor) {
    throw new UnsupportedOperationException();
  }

  /// Whose cookie this is; empty when unknown, over or too old.
  public Optional<BrowserSession> find(String cookie) {
    throw new UnsupportedOperationException();
  }

  /// Logs out.
  public void close(String cookie) {
    throw new UnsupportedOperationException();
  }
}
