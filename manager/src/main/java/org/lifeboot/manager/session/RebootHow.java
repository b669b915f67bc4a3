package org.lifeboot.manager.session;

import java.util.Locale;

/// How a server is restarted.
public enum RebootHow {
  /// File systems unmounted first: by the Agent in rescue, by the power driver otherwise.
  SOFT,
  /// The reset button.
  HARD;

  /// The stable name in the API.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
