package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// What is known of a part. Unknown is never [#PASSED].
public enum Verdict {
  /// Looked at, and sound.
  PASSED,
  /// Works, but deserves a person's eye.
  WARNING,
  /// A fault was seen.
  FAILED,
  /// No answer, no tool, not supported, not finished: nothing is known.
  INCONCLUSIVE,
  /// A person stopped it.
  CANCELLED,
  /// The server, or the Agent, went down in the middle.
  CRASHED;

  /// The stable name in JSON and on the command line: lower case.
  @Json.Value
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one that a whole takes from its parts: a fault outweighs everything, and one part of which
  /// nothing is known keeps the whole from being `PASSED`. Of no parts nothing is known.
  public static Verdict ofAll(Collection<Verdict> parts) {
    return parts.stream().max(Comparator.comparingInt(Verdict::weight)).orElse(INCONCLUSIVE);
  }

  private int weight() {
    return switch (this) {
      case PASSED -> 0;
      case CANCELLED -> 1;
      case INCONCLUSIVE -> 2;
      case WARNING -> 3;
      case CRASHED -> 4;
      case FAILED -> 5;
    };
  }
}
