package org.lifeboot.agent.backup;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// How a backup, or the verification of one, went.
///
/// @param reason one sentence
/// @param copiedBytes what was copied or read
/// @param lost stretches of a device that could not be read
/// @param unreadable files that could not be read, at most [#MOST]
/// @param next commands for a person: how to verify it, how to get the data back
@Json
public record BackupReport(
    String source,
    String target,
    State state,
    String reason,
    long copiedBytes,
    List<Lost> lost,
    List<String> unreadable,
    List<String> next) {

  static final int MOST = 1_000;

  public BackupReport {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    lost = List.copyOf(lost);
    unreadable = List.copyOf(unreadable);
    next = List.copyOf(next);
  }

  /// What it came to.
  public enum State {
    /// All of it is there.
    COMPLETE,
    /// All that can be read is there; what is missing is named.
    WITH_LOSSES,
    /// There is no backup, or it is not what it should be.
    NOT_DONE;

    @Json.Value
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static BackupReport notDone(String source, String target, String reason) {
    return new BackupReport(
        source, target, State.NOT_DONE, reason, 0, List.of(), List.of(), List.of());
  }

  public String toJson() {
    return Jsonb.builder().build().type(BackupReport.class).toJson(this);
  }
}
