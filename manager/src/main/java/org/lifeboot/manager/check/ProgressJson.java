package org.lifeboot.manager.check;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// [Check.Progress] in the store.
@Json
record ProgressJson(String part, String step, int percent, long secondsLeft, Instant heardAt) {

  static ProgressJson of(Check.Progress progress) {
    return new ProgressJson(
        progress.part(),
        progress.step(),
        progress.percent(),
        progress.secondsLeft(),
        progress.heardAt());
  }

  Check.Progress progress() {
    return new Check.Progress(part, step, percent, secondsLeft, heardAt);
  }
}
