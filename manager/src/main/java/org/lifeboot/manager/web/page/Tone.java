package org.lifeboot.manager.web.page;

import java.util.Locale;

/// How good or bad something is. Never told by colour alone: words go with it.
public enum Tone {
  PLAIN,
  GOOD,
  BUSY,
  CARE,
  BAD;

  /// The class in lifeboot.css.
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
