package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.session.HandsTask;

/// `PowerTasks` of the contract.
@Json
public record TasksJson(List<TaskJson> tasks) {

  /// What technicians are asked to do.
  @Json
  public record TaskJson(String what, String sentTo, Instant askedAt, Instant until) {}

  static TasksJson of(Optional<HandsTask> open) {
    return new TasksJson(
        open.stream()
            .map(task -> new TaskJson(task.what(), task.sentTo(), task.askedAt(), task.until()))
            .toList());
  }
}
