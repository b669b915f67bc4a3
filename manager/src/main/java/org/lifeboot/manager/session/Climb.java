package org.lifeboot.manager.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person says of the ways into rescue.
public enum Climb {
  /// One after the other, the gentle ones first.
  LADDER(Ladder.Rung.SOFT),
  /// The rescue ISO at once, for a server that cannot boot from the network.
  MEDIUM(Ladder.Rung.MEDIA),
  /// No further one.
  STOP(Ladder.Rung.NONE);

  private final Ladder.Rung first;

  Climb(Ladder.Rung first) {
    this.first = first;
  }

  /// The way that it begins with.
  Ladder.Rung first() {
    return first;
  }

  /// The stable name in the API.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Climb> named(String text) {
    return Arrays.stream(values()).filter(climb -> climb.text().equals(text)).findFirst();
  }
}
