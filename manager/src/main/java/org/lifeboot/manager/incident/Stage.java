package org.lifeboot.manager.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The word for where an incident stands, and for where somebody wants it.
public enum Stage {
  OPEN,
  IN_WORK,
  CLOSED;

  /// The stable name in the API and the store: `open`, `in-work`, `closed`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The stage of that name.
  public static Optional<Stage> named(String text) {
    return Stream.of(values()).filter(stage -> stage.text().equals(text)).findFirst();
  }
}
