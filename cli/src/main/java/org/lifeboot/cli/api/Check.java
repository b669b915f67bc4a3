package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/// One hardware check of a server in rescue.
///
/// @param check which kind: `smart`, `surface`, …
/// @param target a device, or empty for the whole server
/// @param targetName what the target is, in words
/// @param state `waiting`, `running` or `ended`
/// @param verdict once it has ended
@Json
public record Check(
    String id,
    String check,
    String target,
    String targetName,
    String state,
    Optional<String> verdict,
    Optional<String> reason,
    Optional<Progress> progress) {
  public Check {
    id = Missing.text(id);
    check = Missing.text(check);
    target = Missing.text(target);
    targetName = Missing.text(targetName);
    state = Missing.text(state);
    verdict = Missing.optional(verdict);
    reason = Missing.optional(reason);
    progress = Missing.optional(progress);
  }

  public boolean over() {
    return state.equals("ended");
  }

  /// What it is, in the words in which it was asked for: `surface:/dev/sda`.
  public String name() {
    return target.isEmpty() ? check : check + ":" + target;
  }

  /// How far it is.
  @Json
  public record Progress(
      String part, String step, Optional<Integer> percent, Optional<Long> secondsLeft) {
    public Progress {
      part = Missing.text(part);
      step = Missing.text(step);
      percent = Missing.optional(percent);
      secondsLeft = Missing.optional(secondsLeft);
    }
  }

  /// Several, as the Manager lists them.
  @Json
  public record Listing(List<Check> checks) {
    public Listing {
      checks = Missing.list(checks);
    }
  }
}
