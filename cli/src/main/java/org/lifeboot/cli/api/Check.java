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
/// @param repair the repair that it offers: at most one
/// @param undoes the id of the repair that it puts back
/// @param saved what this repair has saved
@Json
public record Check(
    String id,
    String sessionId,
    String serverName,
    String check,
    String target,
    String targetName,
    String state,
    Optional<String> verdict,
    Optional<String> reason,
    Optional<Progress> progress,
    List<Offer> repair,
    Optional<String> undoes,
    Optional<Saved> saved) {
  public Check {
    id = Missing.text(id);
    sessionId = Missing.text(sessionId);
    serverName = Missing.text(serverName);
    check = Missing.text(check);
    target = Missing.text(target);
    targetName = Missing.text(targetName);
    state = Missing.text(state);
    verdict = Missing.optional(verdict);
    reason = Missing.optional(reason);
    progress = Missing.optional(progress);
    repair = Missing.list(repair);
    undoes = Missing.optional(undoes);
    saved = Missing.optional(saved);
  }

  public boolean over() {
    return state.equals("ended");
  }

  /// What it is, in the words in which it was asked for: `surface:/dev/sda`.
  public String name() {
    return target.isEmpty() ? check : check + ":" + target;
  }

  /// A repair that could be made.
  ///
  /// @param writes what is written, in one sentence
  /// @param saves what is saved before, in one sentence
  /// @param goBack how to go back, as commands
  /// @param fingerprint names this very plan
  @Json
  public record Offer(
      String fileSystem,
      List<String> commands,
      String writes,
      String saves,
      List<String> goBack,
      String fingerprint) {
    public Offer {
      fileSystem = Missing.text(fileSystem);
      commands = Missing.list(commands);
      writes = Missing.text(writes);
      saves = Missing.text(saves);
      goBack = Missing.list(goBack);
      fingerprint = Missing.text(fingerprint);
    }
  }

  /// What a repair has saved.
  @Json
  public record Saved(long sizeBytes, String sha256) {
    public Saved {
      sha256 = Missing.text(sha256);
    }
  }

  /// The yes to a plan.
  @Json
  public record Yes(String fingerprint) {}

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
